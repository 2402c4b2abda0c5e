using BankCrm.Domain.Common;

namespace BankCrm.Domain.Customers.IdentityDocuments;

/// <summary>With what a customer proves who they are.</summary>
public enum IdentityDocumentKind
{
    [Means("Resident ID")] ResidentId,
    [Means("Residence permit of Hong Kong, Macao or Taiwan residents")] HongKongMacaoTaiwanResidencePermit,
    [Means("Foreign permanent resident card")] ForeignPermanentResidentCard,
    Passport,
    [Means("Mainland travel permit of Hong Kong and Macao residents")] HongKongMacaoPermit,
    [Means("Mainland travel permit of Taiwan residents")] TaiwanPermit,

    /// <summary>A number another state gave its resident, as a United States social security number.</summary>
    [Means("Foreign national ID")] ForeignNationalId,

    [Means("Driver's licence")] DriversLicence,
    [Means("Unified social credit code")] UnifiedSocialCreditCode,
    [Means("Organisation code")] OrganisationCode,
    [Means("Legal entity identifier")] LegalEntityIdentifier,

    /// <summary>The number of an organisation in another state's register.</summary>
    [Means("Foreign registration")] ForeignRegistration,

    Other,
}

public static class IdentityDocumentKinds
{
    public static bool AppliesToIndividuals(this IdentityDocumentKind kind) =>
        kind is IdentityDocumentKind.Other || !kind.AppliesToOrganisations();

    public static bool AppliesToOrganisations(this IdentityDocumentKind kind) => kind
        is IdentityDocumentKind.UnifiedSocialCreditCode
        or IdentityDocumentKind.OrganisationCode
        or IdentityDocumentKind.LegalEntityIdentifier
        or IdentityDocumentKind.ForeignRegistration
        or IdentityDocumentKind.Other;

    /// <summary>The number tells birth date and sex, so nobody is asked for them.</summary>
    public static bool TellsBirthDate(this IdentityDocumentKind kind) => kind
        is IdentityDocumentKind.ResidentId
        or IdentityDocumentKind.HongKongMacaoTaiwanResidencePermit
        or IdentityDocumentKind.ForeignPermanentResidentCard;

    /// <summary>Letters and digits as another office happens to set them: points and strokes in them mean nothing.</summary>
    internal static bool IsFreeForm(this IdentityDocumentKind kind) => kind
        is IdentityDocumentKind.ForeignNationalId
        or IdentityDocumentKind.DriversLicence
        or IdentityDocumentKind.ForeignRegistration
        or IdentityDocumentKind.Other;
}
