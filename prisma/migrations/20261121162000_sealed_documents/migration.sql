-- CreateTable
CREATE TABLE "portal"."sealed_document" (
    "code" TEXT NOT NULL,
    "application_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "holder" TEXT NOT NULL,
    "said" JSONB NOT NULL,
    "bytes" BYTEA NOT NULL,
    "sha256" TEXT NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sealed_document_pkey" PRIMARY KEY ("code")
);

-- CreateIndex
CREATE UNIQUE INDEX "sealed_document_application_id_kind_seq_key" ON "portal"."sealed_document"("application_id", "kind", "seq");

-- AddForeignKey
ALTER TABLE "portal"."sealed_document" ADD CONSTRAINT "sealed_document_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "portal"."application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was sealed stays as it was. Grants say it too; the triggers also bind the owner.
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "portal"."sealed_document" FOR EACH ROW EXECUTE FUNCTION "portal"."refuse_change"();
CREATE TRIGGER "never_emptied" BEFORE TRUNCATE ON "portal"."sealed_document" FOR EACH STATEMENT EXECUTE FUNCTION "portal"."refuse_change"();
