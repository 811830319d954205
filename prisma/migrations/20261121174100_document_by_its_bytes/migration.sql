-- CreateIndex: whoever has the file itself finds the document by its bytes.
CREATE INDEX "sealed_document_sha256_idx" ON "portal"."sealed_document"("sha256");
