-- CreateTable
CREATE TABLE "portal"."entity_account" (
    "bin" TEXT NOT NULL,
    "iin" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "email" TEXT,
    "key_right" TEXT NOT NULL,
    "name_kk" TEXT NOT NULL,
    "name_ru" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "entity_account_pkey" PRIMARY KEY ("bin","iin")
);

-- CreateIndex
CREATE INDEX "entity_account_iin_idx" ON "portal"."entity_account"("iin");

-- AlterTable
ALTER TABLE "portal"."account" DROP COLUMN "bin";

-- AlterTable
ALTER TABLE "portal"."pending_sign_in" ADD COLUMN "bin" TEXT, ADD COLUMN "key_right" TEXT;

-- AlterTable
ALTER TABLE "portal"."session" ADD COLUMN "bin" TEXT, ADD COLUMN "key_right" TEXT;

-- AlterTable
ALTER TABLE "portal"."sign_in_record" ADD COLUMN "bin" TEXT;

-- What the schema language cannot say.

ALTER TABLE "portal"."entity_account" ADD CONSTRAINT "entity_account_key_right_known" CHECK ("key_right" IN ('head', 'sign', 'employee'));

-- For an entity there is always a right, and a right is always for an entity.
ALTER TABLE "portal"."session" ADD CONSTRAINT "session_right_for_entity" CHECK (("bin" IS NULL) = ("key_right" IS NULL));
ALTER TABLE "portal"."pending_sign_in" ADD CONSTRAINT "pending_sign_in_right_for_entity" CHECK (("bin" IS NULL) = ("key_right" IS NULL));

-- A session rests on one account: the person's own, or the one that acts for an entity.
ALTER TABLE "portal"."session" DROP CONSTRAINT "session_iin_fkey";
ALTER TABLE "portal"."session" ADD COLUMN "own_account" TEXT GENERATED ALWAYS AS (CASE WHEN "bin" IS NULL THEN "iin" END) STORED;
ALTER TABLE "portal"."session" ADD CONSTRAINT "session_own_account_fkey"
  FOREIGN KEY ("own_account") REFERENCES "portal"."account"("iin") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "portal"."session" ADD CONSTRAINT "session_entity_account_fkey"
  FOREIGN KEY ("bin", "iin") REFERENCES "portal"."entity_account"("bin", "iin") ON DELETE CASCADE ON UPDATE NO ACTION;
