-- CreateTable
CREATE TABLE "portal"."dwelling_lock" (
    "rka" TEXT NOT NULL,
    "taken" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "dwelling_lock_pkey" PRIMARY KEY ("rka")
);

-- CreateTable
CREATE TABLE "portal"."held_place" (
    "application_id" UUID NOT NULL,
    "iin" TEXT NOT NULL,
    "rka" TEXT NOT NULL,

    CONSTRAINT "held_place_pkey" PRIMARY KEY ("application_id","iin")
);

-- CreateTable
CREATE TABLE "portal"."consent_request" (
    "id" UUID NOT NULL,
    "application_id" UUID NOT NULL,
    "stage" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "applicant" TEXT NOT NULL,
    "rka" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "consent_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "portal"."blocked_applicant" (
    "owner" TEXT NOT NULL,
    "applicant" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "blocked_applicant_pkey" PRIMARY KEY ("owner","applicant")
);

-- CreateTable
CREATE TABLE "portal"."resident_report" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "rka" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "resident_report_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "held_place_rka_idx" ON "portal"."held_place"("rka");

-- CreateIndex
CREATE INDEX "consent_request_owner_asked_at_idx" ON "portal"."consent_request"("owner", "asked_at");

-- CreateIndex
CREATE INDEX "consent_request_applicant_asked_at_idx" ON "portal"."consent_request"("applicant", "asked_at");

-- CreateIndex
CREATE INDEX "consent_request_application_id_idx" ON "portal"."consent_request"("application_id");

-- CreateIndex
CREATE UNIQUE INDEX "resident_report_number_key" ON "portal"."resident_report"("number");

-- CreateIndex
CREATE UNIQUE INDEX "resident_report_owner_rka_person_key" ON "portal"."resident_report"("owner", "rka", "person");

-- AddForeignKey
ALTER TABLE "portal"."held_place" ADD CONSTRAINT "held_place_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "portal"."application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "portal"."consent_request" ADD CONSTRAINT "consent_request_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "portal"."application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say.

-- An owner is asked once at a time about an application, and answers once.
CREATE UNIQUE INDEX "consent_request_one_open" ON "portal"."consent_request"("application_id", "owner") WHERE "closed_at" IS NULL;
ALTER TABLE "portal"."consent_request" ADD CONSTRAINT "consent_request_answered_is_closed"
  CHECK (("answer" IS NULL) = ("closed_at" IS NULL) AND "answer" IN ('given', 'declined', 'void', 'over'));
