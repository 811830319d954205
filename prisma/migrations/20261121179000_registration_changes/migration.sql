-- CreateTable
CREATE TABLE "portal"."registration_change" (
    "id" BIGSERIAL NOT NULL,
    "iin" TEXT NOT NULL,
    "because_of" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "registration_change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "registration_change_iin_id_idx" ON "portal"."registration_change"("iin", "id");

-- AddForeignKey
ALTER TABLE "portal"."registration_change" ADD CONSTRAINT "registration_change_because_of_fkey" FOREIGN KEY ("because_of") REFERENCES "portal"."application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was changed stays known. Grants say it too; the triggers also bind the owner.
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "portal"."registration_change" FOR EACH ROW EXECUTE FUNCTION "portal"."refuse_change"();
CREATE TRIGGER "never_emptied" BEFORE TRUNCATE ON "portal"."registration_change" FOR EACH STATEMENT EXECUTE FUNCTION "portal"."refuse_change"();
