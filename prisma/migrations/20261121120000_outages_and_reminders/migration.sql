-- AlterTable
ALTER TABLE "state_databases"."document_application" ADD COLUMN "returns" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "state_databases"."civil_record" ADD COLUMN "place_as_written" TEXT, ADD COLUMN "place_country" TEXT;

-- CreateTable
CREATE TABLE "state_databases"."document_return" (
    "iin" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "document_return_pkey" PRIMARY KEY ("iin")
);

-- CreateTable
CREATE TABLE "portal"."reminder" (
    "id" UUID NOT NULL,
    "iin" TEXT NOT NULL,
    "service" TEXT NOT NULL,
    "expires_on" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "reminder_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "reminder_due_at_idx" ON "portal"."reminder"("due_at");

-- CreateIndex
CREATE UNIQUE INDEX "reminder_iin_service_expires_on_key" ON "portal"."reminder"("iin", "service", "expires_on");



-- What the schema language cannot say.

-- How long a state database has been silent is asked for every public page: the last answer of each, and the first question after it.
CREATE INDEX "access_log_silence" ON "portal"."access_log" ("database", ("answer" IN ('unavailable', 'invalid-answer')), "at");
