-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "portal";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "state_databases";

-- CreateTable
CREATE TABLE "portal"."account" (
    "iin" TEXT NOT NULL,
    "bin" TEXT,
    "password_hash" TEXT NOT NULL,
    "phone" TEXT,
    "email" TEXT,
    "roles" TEXT[],
    "locale" TEXT NOT NULL DEFAULT 'kk',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("iin")
);

-- CreateTable
CREATE TABLE "portal"."pending_sign_in" (
    "id" TEXT NOT NULL,
    "iin" TEXT NOT NULL,
    "code_hash" TEXT,
    "code_expires_at" TIMESTAMPTZ(3),
    "phone" TEXT,
    "locale" TEXT NOT NULL,
    "sends" INTEGER NOT NULL DEFAULT 0,
    "sent_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "consumed_at" TIMESTAMPTZ(3),

    CONSTRAINT "pending_sign_in_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "portal"."rate_limit" (
    "key" TEXT NOT NULL,
    "hits" TIMESTAMPTZ(3)[],
    "locked_until" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "portal"."session" (
    "id_hash" TEXT NOT NULL,
    "iin" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "user_agent" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id_hash")
);

-- CreateTable
CREATE TABLE "portal"."sign_in_record" (
    "id" BIGSERIAL NOT NULL,
    "iin" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "method" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "user_agent" TEXT,

    CONSTRAINT "sign_in_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "portal"."application" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "service" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "applicant" TEXT NOT NULL,
    "subject" TEXT NOT NULL DEFAULT '',
    "phase" TEXT NOT NULL,
    "stage" TEXT,
    "outcome" TEXT,
    "state" JSONB NOT NULL,
    "seq" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "application_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "portal"."application_event" (
    "application_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "actor" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "application_event_pkey" PRIMARY KEY ("application_id","seq")
);

-- CreateTable
CREATE TABLE "portal"."deadline" (
    "application_id" UUID NOT NULL,
    "stage" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "applicant" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "deadline_pkey" PRIMARY KEY ("application_id","stage","kind")
);

-- CreateTable
CREATE TABLE "portal"."task" (
    "id" UUID NOT NULL,
    "application_id" UUID NOT NULL,
    "service" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "applicant" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "decision" TEXT,
    "decided_by" TEXT,
    "claimed_by" TEXT,
    "claimed_until" TIMESTAMPTZ(3),

    CONSTRAINT "task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "portal"."attachment" (
    "id" UUID NOT NULL,
    "application_id" UUID NOT NULL,
    "stage" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "sha256" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "original" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "portal"."signature_request" (
    "nonce" TEXT NOT NULL,
    "application_id" UUID NOT NULL,
    "stage" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "signer" TEXT NOT NULL,
    "document" BYTEA NOT NULL,
    "document_hash" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "signature_request_pkey" PRIMARY KEY ("nonce")
);

-- CreateTable
CREATE TABLE "portal"."signature" (
    "id" UUID NOT NULL,
    "application_id" UUID NOT NULL,
    "stage" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "signer" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "document" BYTEA NOT NULL,
    "document_hash" TEXT NOT NULL,
    "cms" BYTEA NOT NULL,
    "certificate" BYTEA NOT NULL,
    "evidence" JSONB NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "signature_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "portal"."notice" (
    "id" UUID NOT NULL,
    "iin" TEXT NOT NULL,
    "application_id" UUID,
    "kind" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "portal"."idempotency_key" (
    "key" TEXT NOT NULL,
    "iin" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "answer" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "portal"."audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" JSONB NOT NULL,
    "action" TEXT NOT NULL,
    "application_id" UUID,
    "details" JSONB NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "portal"."access_log" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "reader_kind" TEXT NOT NULL,
    "reader" TEXT,
    "reader_role" TEXT,
    "subject" TEXT NOT NULL,
    "database" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "application_id" UUID,
    "answer" TEXT NOT NULL,
    "sealed_seq" BIGINT,
    "prev_hash" TEXT,
    "hash" TEXT,

    CONSTRAINT "access_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "portal"."clock" (
    "iin" TEXT NOT NULL,
    "offset_ms" BIGINT NOT NULL,

    CONSTRAINT "clock_pkey" PRIMARY KEY ("iin")
);

-- CreateTable
CREATE TABLE "state_databases"."person" (
    "iin" TEXT NOT NULL,
    "surname" TEXT NOT NULL,
    "given_name" TEXT NOT NULL,
    "patronymic" TEXT,
    "birth_date" TEXT NOT NULL,
    "sex" TEXT NOT NULL,
    "citizenship" TEXT NOT NULL,
    "ethnicity" TEXT,
    "birth_country" TEXT,
    "birth_as_written" TEXT,
    "death_date" TEXT,
    "capacity" TEXT NOT NULL,
    "photo" BYTEA,
    "residence_status" TEXT NOT NULL DEFAULT 'known',
    "liable_for_service" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "person_pkey" PRIMARY KEY ("iin")
);

-- CreateTable
CREATE TABLE "state_databases"."phone" (
    "iin" TEXT NOT NULL,
    "number" TEXT NOT NULL,

    CONSTRAINT "phone_pkey" PRIMARY KEY ("iin")
);

-- CreateTable
CREATE TABLE "state_databases"."document" (
    "number" TEXT NOT NULL,
    "iin" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "issued_on" TEXT NOT NULL,
    "expires_on" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "status" TEXT NOT NULL,

    CONSTRAINT "document_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "state_databases"."document_application" (
    "key" TEXT NOT NULL,
    "iin" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "coupon" TEXT,
    "content" JSONB NOT NULL,
    "new_number" TEXT,
    "reason" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "document_application_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "state_databases"."civil_record" (
    "id" SERIAL NOT NULL,
    "type" TEXT NOT NULL,
    "number" TEXT,
    "child" TEXT,
    "mother" TEXT,
    "father" TEXT,
    "spouse_a" TEXT,
    "spouse_b" TEXT,
    "dissolved_on" TEXT,
    "person" TEXT,
    "field" TEXT,
    "from" TEXT,
    "to" TEXT,
    "date" TEXT NOT NULL,

    CONSTRAINT "civil_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "state_databases"."legal_entity" (
    "bin" TEXT NOT NULL,
    "name_kk" TEXT NOT NULL,
    "name_ru" TEXT NOT NULL,
    "head" TEXT NOT NULL,
    "rka" TEXT,
    "status" TEXT NOT NULL,

    CONSTRAINT "legal_entity_pkey" PRIMARY KEY ("bin")
);

-- CreateTable
CREATE TABLE "state_databases"."dwelling" (
    "rka" TEXT NOT NULL,
    "kato" TEXT NOT NULL,
    "cadastral_number" TEXT,
    "total_area_m2" DECIMAL(8,2) NOT NULL,
    "usable_area_m2" DECIMAL(8,2) NOT NULL,
    "address" JSONB NOT NULL,

    CONSTRAINT "dwelling_pkey" PRIMARY KEY ("rka")
);

-- CreateTable
CREATE TABLE "state_databases"."dwelling_owner" (
    "id" SERIAL NOT NULL,
    "rka" TEXT NOT NULL,
    "iin" TEXT,
    "bin" TEXT,
    "share" TEXT NOT NULL,
    "since" TEXT NOT NULL,

    CONSTRAINT "dwelling_owner_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "state_databases"."registration" (
    "id" SERIAL NOT NULL,
    "iin" TEXT NOT NULL,
    "rka" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT,

    CONSTRAINT "registration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "state_databases"."guardianship" (
    "id" SERIAL NOT NULL,
    "ward" TEXT NOT NULL,
    "guardian" TEXT NOT NULL,
    "since" TEXT NOT NULL,
    "to" TEXT,

    CONSTRAINT "guardianship_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "state_databases"."social_status" (
    "id" SERIAL NOT NULL,
    "iin" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT,

    CONSTRAINT "social_status_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "state_databases"."study" (
    "id" SERIAL NOT NULL,
    "iin" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "institution" TEXT NOT NULL,
    "kato" TEXT NOT NULL,
    "form" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT,

    CONSTRAINT "study_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "state_databases"."death" (
    "iin" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "number" TEXT NOT NULL,

    CONSTRAINT "death_pkey" PRIMARY KEY ("iin")
);

-- CreateTable
CREATE TABLE "state_databases"."kin_edge" (
    "id" SERIAL NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "degree" TEXT NOT NULL,
    "as_of" TEXT NOT NULL,

    CONSTRAINT "kin_edge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "state_databases"."identification" (
    "iin" TEXT NOT NULL,
    "outcome" TEXT,
    "likeness" DOUBLE PRECISION,

    CONSTRAINT "identification_pkey" PRIMARY KEY ("iin")
);

-- CreateTable
CREATE TABLE "state_databases"."access_refusal" (
    "iin" TEXT NOT NULL,

    CONSTRAINT "access_refusal_pkey" PRIMARY KEY ("iin")
);

-- CreateTable
CREATE TABLE "state_databases"."access_token" (
    "token" TEXT NOT NULL,
    "iin" TEXT NOT NULL,
    "databases" TEXT[],
    "purpose" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "access_token_pkey" PRIMARY KEY ("token")
);

-- CreateTable
CREATE TABLE "state_databases"."document_refusal" (
    "iin" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "document_refusal_pkey" PRIMARY KEY ("iin")
);

-- CreateTable
CREATE TABLE "state_databases"."wanted" (
    "iin" TEXT NOT NULL,

    CONSTRAINT "wanted_pkey" PRIMARY KEY ("iin")
);

-- CreateTable
CREATE TABLE "state_databases"."registration_point" (
    "id" TEXT NOT NULL,
    "kato" TEXT NOT NULL,
    "name_kk" TEXT NOT NULL,
    "name_ru" TEXT NOT NULL,
    "address" TEXT NOT NULL,

    CONSTRAINT "registration_point_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "state_databases"."photo" (
    "name" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "photo_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "state_databases"."fault" (
    "id" SERIAL NOT NULL,
    "database" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "ms" INTEGER,
    "iin" TEXT,
    "times" INTEGER,

    CONSTRAINT "fault_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "state_databases"."message" (
    "key" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "iin" TEXT,
    "text" TEXT NOT NULL,
    "code" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "pending_sign_in_iin_idx" ON "portal"."pending_sign_in"("iin");

-- CreateIndex
CREATE INDEX "rate_limit_expires_at_idx" ON "portal"."rate_limit"("expires_at");

-- CreateIndex
CREATE INDEX "session_iin_idx" ON "portal"."session"("iin");

-- CreateIndex
CREATE INDEX "sign_in_record_iin_at_idx" ON "portal"."sign_in_record"("iin", "at");

-- CreateIndex
CREATE UNIQUE INDEX "application_number_key" ON "portal"."application"("number");

-- CreateIndex
CREATE INDEX "application_applicant_updated_at_idx" ON "portal"."application"("applicant", "updated_at");

-- CreateIndex
CREATE INDEX "deadline_due_at_idx" ON "portal"."deadline"("due_at");

-- CreateIndex
CREATE INDEX "task_role_closed_at_due_at_idx" ON "portal"."task"("role", "closed_at", "due_at");

-- CreateIndex
CREATE INDEX "task_application_id_idx" ON "portal"."task"("application_id");

-- CreateIndex
CREATE INDEX "attachment_application_id_idx" ON "portal"."attachment"("application_id");

-- CreateIndex
CREATE INDEX "signature_request_application_id_idx" ON "portal"."signature_request"("application_id");

-- CreateIndex
CREATE INDEX "signature_application_id_idx" ON "portal"."signature"("application_id");

-- CreateIndex
CREATE INDEX "notice_iin_at_idx" ON "portal"."notice"("iin", "at");

-- CreateIndex
CREATE INDEX "audit_entry_application_id_idx" ON "portal"."audit_entry"("application_id");

-- CreateIndex
CREATE UNIQUE INDEX "access_log_sealed_seq_key" ON "portal"."access_log"("sealed_seq");

-- CreateIndex
CREATE INDEX "access_log_subject_at_idx" ON "portal"."access_log"("subject", "at");

-- CreateIndex
CREATE INDEX "document_iin_idx" ON "state_databases"."document"("iin");

-- CreateIndex
CREATE UNIQUE INDEX "document_application_number_key" ON "state_databases"."document_application"("number");

-- CreateIndex
CREATE UNIQUE INDEX "document_application_coupon_key" ON "state_databases"."document_application"("coupon");

-- CreateIndex
CREATE INDEX "document_application_iin_idx" ON "state_databases"."document_application"("iin");

-- CreateIndex
CREATE INDEX "civil_record_child_idx" ON "state_databases"."civil_record"("child");

-- CreateIndex
CREATE INDEX "civil_record_mother_idx" ON "state_databases"."civil_record"("mother");

-- CreateIndex
CREATE INDEX "civil_record_father_idx" ON "state_databases"."civil_record"("father");

-- CreateIndex
CREATE INDEX "civil_record_spouse_a_idx" ON "state_databases"."civil_record"("spouse_a");

-- CreateIndex
CREATE INDEX "civil_record_spouse_b_idx" ON "state_databases"."civil_record"("spouse_b");

-- CreateIndex
CREATE INDEX "civil_record_person_idx" ON "state_databases"."civil_record"("person");

-- CreateIndex
CREATE INDEX "dwelling_owner_rka_idx" ON "state_databases"."dwelling_owner"("rka");

-- CreateIndex
CREATE INDEX "dwelling_owner_iin_idx" ON "state_databases"."dwelling_owner"("iin");

-- CreateIndex
CREATE INDEX "registration_iin_idx" ON "state_databases"."registration"("iin");

-- CreateIndex
CREATE INDEX "registration_rka_idx" ON "state_databases"."registration"("rka");

-- CreateIndex
CREATE INDEX "guardianship_ward_idx" ON "state_databases"."guardianship"("ward");

-- CreateIndex
CREATE INDEX "social_status_iin_idx" ON "state_databases"."social_status"("iin");

-- CreateIndex
CREATE INDEX "study_iin_idx" ON "state_databases"."study"("iin");

-- CreateIndex
CREATE INDEX "kin_edge_from_idx" ON "state_databases"."kin_edge"("from");

-- CreateIndex
CREATE INDEX "access_token_iin_idx" ON "state_databases"."access_token"("iin");

-- CreateIndex
CREATE INDEX "registration_point_kato_idx" ON "state_databases"."registration_point"("kato");

-- CreateIndex
CREATE INDEX "fault_database_idx" ON "state_databases"."fault"("database");

-- CreateIndex
CREATE INDEX "message_iin_at_idx" ON "state_databases"."message"("iin", "at");

-- CreateIndex
CREATE INDEX "message_to_at_idx" ON "state_databases"."message"("to", "at");

-- AddForeignKey
ALTER TABLE "portal"."session" ADD CONSTRAINT "session_iin_fkey" FOREIGN KEY ("iin") REFERENCES "portal"."account"("iin") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "portal"."application_event" ADD CONSTRAINT "application_event_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "portal"."application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "portal"."deadline" ADD CONSTRAINT "deadline_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "portal"."application"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "portal"."task" ADD CONSTRAINT "task_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "portal"."application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "portal"."attachment" ADD CONSTRAINT "attachment_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "portal"."application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "portal"."signature" ADD CONSTRAINT "signature_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "portal"."application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "state_databases"."dwelling_owner" ADD CONSTRAINT "dwelling_owner_rka_fkey" FOREIGN KEY ("rka") REFERENCES "state_databases"."dwelling"("rka") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "state_databases"."registration" ADD CONSTRAINT "registration_rka_fkey" FOREIGN KEY ("rka") REFERENCES "state_databases"."dwelling"("rka") ON DELETE CASCADE ON UPDATE CASCADE;



-- What the schema language cannot say.

-- One active application per person, service and dwelling.
CREATE UNIQUE INDEX "application_one_active" ON "portal"."application" ("service", "applicant", "subject") WHERE "outcome" IS NULL;

-- The printed number of an application.
CREATE SEQUENCE "portal"."application_number";

-- Events, audit and access rows are written once. Grants say it too; the trigger also binds the owner.
CREATE FUNCTION "portal"."refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%.% is append-only', TG_TABLE_SCHEMA, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "portal"."application_event" FOR EACH ROW EXECUTE FUNCTION "portal"."refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "portal"."audit_entry" FOR EACH ROW EXECUTE FUNCTION "portal"."refuse_change"();
CREATE TRIGGER "append_only" BEFORE DELETE ON "portal"."access_log" FOR EACH ROW EXECUTE FUNCTION "portal"."refuse_change"();
CREATE TRIGGER "never_emptied" BEFORE TRUNCATE ON "portal"."application_event" FOR EACH STATEMENT EXECUTE FUNCTION "portal"."refuse_change"();
CREATE TRIGGER "never_emptied" BEFORE TRUNCATE ON "portal"."audit_entry" FOR EACH STATEMENT EXECUTE FUNCTION "portal"."refuse_change"();
CREATE TRIGGER "never_emptied" BEFORE TRUNCATE ON "portal"."access_log" FOR EACH STATEMENT EXECUTE FUNCTION "portal"."refuse_change"();

-- An access row may be sealed once; nothing else in it changes.
CREATE FUNCTION "portal"."seal_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."hash" IS NULL
     AND (to_jsonb(NEW) - ARRAY['sealed_seq', 'prev_hash', 'hash']) = (to_jsonb(OLD) - ARRAY['sealed_seq', 'prev_hash', 'hash']) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'access_log is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER "sealed_once" BEFORE UPDATE ON "portal"."access_log" FOR EACH ROW EXECUTE FUNCTION "portal"."seal_only"();
CREATE INDEX "access_log_unsealed" ON "portal"."access_log" ("id") WHERE "hash" IS NULL;
