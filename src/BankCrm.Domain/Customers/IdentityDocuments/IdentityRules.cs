using BankCrm.Domain.Common;

namespace BankCrm.Domain.Customers.IdentityDocuments;

/// <summary>Which rule a number of each kind must keep. Numbers arrive normalised.</summary>
internal static class IdentityRules
{
    public static Fault? Check(IdentityDocumentKind kind, string number, DateOnly today, bool migrated)
    {
        if (number.Length == 0)
        {
            return new("Enter the number of the document.");
        }

        return kind switch
        {
            IdentityDocumentKind.ResidentId => migrated && ResidentNumber.IsLegacy(number)
                ? ResidentNumber.CheckLegacy(number)
                : ResidentNumber.Check(number, today),
            IdentityDocumentKind.HongKongMacaoTaiwanResidencePermit => ResidentNumber.CheckResidencePermit(number, today),
            IdentityDocumentKind.ForeignPermanentResidentCard => ForeignerCard.Check(number, today),
            IdentityDocumentKind.Passport => TravelDocuments.CheckPassport(number),
            IdentityDocumentKind.HongKongMacaoPermit => TravelDocuments.CheckHongKongMacaoPermit(number),
            IdentityDocumentKind.TaiwanPermit => TravelDocuments.CheckTaiwanPermit(number),
            IdentityDocumentKind.UnifiedSocialCreditCode => SocialCreditCode.Check(number),
            IdentityDocumentKind.OrganisationCode => OrganisationCode.Check(number),
            IdentityDocumentKind.LegalEntityIdentifier => LegalEntityIdentifier.Check(number),
            _ => CheckFreeForm(number),
        };
    }

    private static Fault? CheckFreeForm(string number)
    {
        if (number.Length is < 4 or > 40)
        {
            return new("This number has {0} places; expected are 4 to 40. Read it from the document again.", number.Length);
        }

        if (!number.All(char.IsLetterOrDigit))
        {
            return new("The number of a document has letters and digits only. Leave out other signs.");
        }

        return number.Any(char.IsDigit) ? null : new("The number of a document has at least one digit. Read it from the document again.");
    }
}
