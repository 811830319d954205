import enAction from "./messages/en/action.json";
import enAddress from "./messages/en/address.json";
import enApply from "./messages/en/apply.json";
import enCabinet from "./messages/en/cabinet.json";
import enCommon from "./messages/en/common.json";
import enConsents from "./messages/en/consents.json";
import enDocument from "./messages/en/document.json";
import enDwellings from "./messages/en/dwellings.json";
import enErrors from "./messages/en/errors.json";
import enOrganisation from "./messages/en/organisation.json";
import enPayments from "./messages/en/payments.json";
import enProcess from "./messages/en/process.json";
import enPublic from "./messages/en/public.json";
import enQa from "./messages/en/qa.json";
import enSealedDocuments from "./messages/en/sealed-documents.json";
import enSharing from "./messages/en/sharing.json";
import enSignIn from "./messages/en/sign-in.json";
import enSigning from "./messages/en/signing.json";
import enStaff from "./messages/en/staff.json";
import enUi from "./messages/en/ui.json";
import kkAction from "./messages/kk/action.json";
import kkAddress from "./messages/kk/address.json";
import kkApply from "./messages/kk/apply.json";
import kkCabinet from "./messages/kk/cabinet.json";
import kkCommon from "./messages/kk/common.json";
import kkConsents from "./messages/kk/consents.json";
import kkDocument from "./messages/kk/document.json";
import kkDwellings from "./messages/kk/dwellings.json";
import kkErrors from "./messages/kk/errors.json";
import kkOrganisation from "./messages/kk/organisation.json";
import kkPayments from "./messages/kk/payments.json";
import kkProcess from "./messages/kk/process.json";
import kkPublic from "./messages/kk/public.json";
import kkQa from "./messages/kk/qa.json";
import kkSealedDocuments from "./messages/kk/sealed-documents.json";
import kkSharing from "./messages/kk/sharing.json";
import kkSignIn from "./messages/kk/sign-in.json";
import kkSigning from "./messages/kk/signing.json";
import kkStaff from "./messages/kk/staff.json";
import kkUi from "./messages/kk/ui.json";
import ruAction from "./messages/ru/action.json";
import ruAddress from "./messages/ru/address.json";
import ruApply from "./messages/ru/apply.json";
import ruCabinet from "./messages/ru/cabinet.json";
import ruCommon from "./messages/ru/common.json";
import ruConsents from "./messages/ru/consents.json";
import ruDocument from "./messages/ru/document.json";
import ruDwellings from "./messages/ru/dwellings.json";
import ruErrors from "./messages/ru/errors.json";
import ruOrganisation from "./messages/ru/organisation.json";
import ruPayments from "./messages/ru/payments.json";
import ruProcess from "./messages/ru/process.json";
import ruPublic from "./messages/ru/public.json";
import ruQa from "./messages/ru/qa.json";
import ruSealedDocuments from "./messages/ru/sealed-documents.json";
import ruSharing from "./messages/ru/sharing.json";
import ruSignIn from "./messages/ru/sign-in.json";
import ruSigning from "./messages/ru/signing.json";
import ruStaff from "./messages/ru/staff.json";
import ruUi from "./messages/ru/ui.json";
import enResidence from "../residence/messages/en.json";
import enDeregistration from "../services/deregistration/messages/en.json";
import enAddressCertificate from "../services/address-certificate/messages/en.json";
import enIdCardRenewal from "../services/id-card-renewal/messages/en.json";
import enResidenceRegistration from "../services/residence-registration/messages/en.json";
import enTemporaryRegistration from "../services/temporary-registration/messages/en.json";
import kkResidence from "../residence/messages/kk.json";
import kkDeregistration from "../services/deregistration/messages/kk.json";
import kkAddressCertificate from "../services/address-certificate/messages/kk.json";
import kkIdCardRenewal from "../services/id-card-renewal/messages/kk.json";
import kkResidenceRegistration from "../services/residence-registration/messages/kk.json";
import kkTemporaryRegistration from "../services/temporary-registration/messages/kk.json";
import ruResidence from "../residence/messages/ru.json";
import ruDeregistration from "../services/deregistration/messages/ru.json";
import ruAddressCertificate from "../services/address-certificate/messages/ru.json";
import ruIdCardRenewal from "../services/id-card-renewal/messages/ru.json";
import ruResidenceRegistration from "../services/residence-registration/messages/ru.json";
import ruTemporaryRegistration from "../services/temporary-registration/messages/ru.json";
import type { Locale } from "./locale";
import { together } from "./together";

/** Every file of messages, by language and namespace; a test holds this list against the disk. */
const messages = {
  kk: {
    action: kkAction,
    address: kkAddress,
    apply: kkApply,
    cabinet: kkCabinet,
    common: kkCommon,
    consents: kkConsents,
    document: kkDocument,
    dwellings: kkDwellings,
    errors: kkErrors,
    organisation: kkOrganisation,
    payments: kkPayments,
    process: kkProcess,
    public: kkPublic,
    qa: kkQa,
    "sealed-documents": kkSealedDocuments,
    sharing: kkSharing,
    "sign-in": kkSignIn,
    signing: kkSigning,
    staff: kkStaff,
    ui: kkUi,
    services: {
      "address-certificate": kkAddressCertificate,
      "id-card-renewal": kkIdCardRenewal,
      "residence-registration": together(kkResidence, kkResidenceRegistration),
      "temporary-registration": together(kkResidence, kkTemporaryRegistration),
      deregistration: kkDeregistration,
    },
  },
  ru: {
    action: ruAction,
    address: ruAddress,
    apply: ruApply,
    cabinet: ruCabinet,
    common: ruCommon,
    consents: ruConsents,
    document: ruDocument,
    dwellings: ruDwellings,
    errors: ruErrors,
    organisation: ruOrganisation,
    payments: ruPayments,
    process: ruProcess,
    public: ruPublic,
    qa: ruQa,
    "sealed-documents": ruSealedDocuments,
    sharing: ruSharing,
    "sign-in": ruSignIn,
    signing: ruSigning,
    staff: ruStaff,
    ui: ruUi,
    services: {
      "address-certificate": ruAddressCertificate,
      "id-card-renewal": ruIdCardRenewal,
      "residence-registration": together(ruResidence, ruResidenceRegistration),
      "temporary-registration": together(ruResidence, ruTemporaryRegistration),
      deregistration: ruDeregistration,
    },
  },
  en: {
    action: enAction,
    address: enAddress,
    apply: enApply,
    cabinet: enCabinet,
    common: enCommon,
    consents: enConsents,
    document: enDocument,
    dwellings: enDwellings,
    errors: enErrors,
    organisation: enOrganisation,
    payments: enPayments,
    process: enProcess,
    public: enPublic,
    qa: enQa,
    "sealed-documents": enSealedDocuments,
    sharing: enSharing,
    "sign-in": enSignIn,
    signing: enSigning,
    staff: enStaff,
    ui: enUi,
    services: {
      "address-certificate": enAddressCertificate,
      "id-card-renewal": enIdCardRenewal,
      "residence-registration": together(enResidence, enResidenceRegistration),
      "temporary-registration": together(enResidence, enTemporaryRegistration),
      deregistration: enDeregistration,
    },
  },
} as const;

/** All messages of a language: a file `messages/<locale>/<area>.json` is the namespace `<area>`, a service's is `services.<id>`, with the words that it shares with another. */
export function messagesOf(locale: Locale) {
  return messages[locale];
}
