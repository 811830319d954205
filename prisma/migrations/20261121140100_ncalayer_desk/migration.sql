-- AlterTable
ALTER TABLE "state_databases"."ncalayer" ADD COLUMN "set_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
