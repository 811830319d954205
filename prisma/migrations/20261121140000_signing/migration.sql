-- CreateTable
CREATE TABLE "portal"."mobile_signing" (
    "id" TEXT NOT NULL,
    "nonce" TEXT NOT NULL,
    "signer" TEXT NOT NULL,
    "session" TEXT NOT NULL,
    "series_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "refusal" TEXT,
    "signed_at" TIMESTAMPTZ(3),

    CONSTRAINT "mobile_signing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "state_databases"."ncalayer" (
    "iin" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,

    CONSTRAINT "ncalayer_pkey" PRIMARY KEY ("iin")
);

-- CreateIndex
CREATE INDEX "mobile_signing_nonce_idx" ON "portal"."mobile_signing"("nonce");
