namespace BankCrm.Domain.Customers.IdentityDocuments;

/// <summary>With what a customer proves who they are.</summary>
public enum IdentityDocumentKind
{
    ResidentId,
    HongKongMacaoTaiwanResidencePermit,
    ForeignPermanentResidentCard,
    Passport,
    HongKongMacaoPermit,
    TaiwanPermit,

    /// <summary>A number another state gave its resident, as a United States social security number.</summary>
    ForeignNationalId,

    DriversLicence,
    UnifiedSocialCreditCode,
    OrganisationCode,
    LegalEntityIdentifier,

    /// <summary>The number of an organisation in another state's register.</summary>
    ForeignRegistration,

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
