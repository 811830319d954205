-- CreateTable: the paper that a service ends with, from the moment at which it is made.
CREATE TABLE "portal"."issued_paper" (
    "application_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "registrations_of" TEXT[] NOT NULL,
    "valid_until" TEXT,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "issued_paper_pkey" PRIMARY KEY ("application_id", "seq")
);

-- CreateIndex
CREATE INDEX "issued_paper_registrations_of_idx" ON "portal"."issued_paper" USING GIN ("registrations_of");

-- AddForeignKey
ALTER TABLE "portal"."issued_paper" ADD CONSTRAINT "issued_paper_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "portal"."application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- CreateTable
CREATE TABLE "portal"."paper_revocation" (
    "application_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "by" TEXT NOT NULL,
    "because_of" UUID,
    "revoked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "paper_revocation_pkey" PRIMARY KEY ("application_id", "seq"),
    -- The portal revokes because of another application, the holder because they wish to.
    CONSTRAINT "paper_revocation_by_check" CHECK (("by" = 'holder' AND "because_of" IS NULL) OR ("by" = 'portal' AND "because_of" IS NOT NULL))
);

-- AddForeignKey
ALTER TABLE "portal"."paper_revocation" ADD CONSTRAINT "paper_revocation_paper_fkey" FOREIGN KEY ("application_id", "seq") REFERENCES "portal"."issued_paper"("application_id", "seq") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "portal"."paper_revocation" ADD CONSTRAINT "paper_revocation_because_of_fkey" FOREIGN KEY ("because_of") REFERENCES "portal"."application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was issued stays issued, what was revoked stays revoked. Grants say it too; the triggers also bind the owner.
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "portal"."issued_paper" FOR EACH ROW EXECUTE FUNCTION "portal"."refuse_change"();
CREATE TRIGGER "never_emptied" BEFORE TRUNCATE ON "portal"."issued_paper" FOR EACH STATEMENT EXECUTE FUNCTION "portal"."refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "portal"."paper_revocation" FOR EACH ROW EXECUTE FUNCTION "portal"."refuse_change"();
CREATE TRIGGER "never_emptied" BEFORE TRUNCATE ON "portal"."paper_revocation" FOR EACH STATEMENT EXECUTE FUNCTION "portal"."refuse_change"();
