-- CreateTable
CREATE TABLE "portal"."officer_kinship" (
    "task_id" UUID NOT NULL,
    "officer" TEXT NOT NULL,
    "kinship" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "officer_kinship_pkey" PRIMARY KEY ("task_id","officer")
);

-- CreateTable
CREATE TABLE "portal"."task_recheck" (
    "task_id" UUID NOT NULL,
    "officer" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "results" JSONB NOT NULL,

    CONSTRAINT "task_recheck_pkey" PRIMARY KEY ("task_id")
);

-- CreateIndex
CREATE INDEX "task_role_opened_at_idx" ON "portal"."task"("role", "opened_at");

-- AddForeignKey
ALTER TABLE "portal"."officer_kinship" ADD CONSTRAINT "officer_kinship_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "portal"."task"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "portal"."task_recheck" ADD CONSTRAINT "task_recheck_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "portal"."task"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What an officer may be to an applicant, as far as the portal has to know it.
ALTER TABLE "portal"."officer_kinship" ADD CONSTRAINT "officer_kinship_known" CHECK ("kinship" IN ('none', 'relative'));
