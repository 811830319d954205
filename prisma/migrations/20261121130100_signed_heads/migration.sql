-- CreateTable
CREATE TABLE "portal"."log_signature" (
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "content" JSONB NOT NULL,
    "signature" BYTEA NOT NULL,
    "key_id" TEXT NOT NULL,

    CONSTRAINT "log_signature_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "portal"."signed_head" (
    "signature_seq" INTEGER NOT NULL,
    "application_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "signed_head_pkey" PRIMARY KEY ("signature_seq","application_id")
);

-- CreateIndex
CREATE INDEX "signed_head_application_id_seq_idx" ON "portal"."signed_head"("application_id", "seq");

-- CreateIndex
CREATE INDEX "audit_entry_at_idx" ON "portal"."audit_entry"("at");

-- AddForeignKey
ALTER TABLE "portal"."signed_head" ADD CONSTRAINT "signed_head_signature_seq_fkey" FOREIGN KEY ("signature_seq") REFERENCES "portal"."log_signature"("seq") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Signatures are written once. Grants say it too; the trigger also binds the owner.
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "portal"."log_signature" FOR EACH ROW EXECUTE FUNCTION "portal"."refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "portal"."signed_head" FOR EACH ROW EXECUTE FUNCTION "portal"."refuse_change"();
CREATE TRIGGER "never_emptied" BEFORE TRUNCATE ON "portal"."log_signature" FOR EACH STATEMENT EXECUTE FUNCTION "portal"."refuse_change"();
CREATE TRIGGER "never_emptied" BEFORE TRUNCATE ON "portal"."signed_head" FOR EACH STATEMENT EXECUTE FUNCTION "portal"."refuse_change"();
