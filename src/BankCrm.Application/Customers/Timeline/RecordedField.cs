using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Customers.Notes;
using BankCrm.Domain.Customers.Relationships;

namespace BankCrm.Application.Customers.Timeline;

/// <summary>How a value of a field stands in the audit trail.</summary>
internal enum RecordedAs
{
    /// <summary>As it is.</summary>
    Plain,

    /// <summary>In plain in its own table, sealed in the trail.</summary>
    SealedByTrail,

    /// <summary>As the envelope of its own table.</summary>
    Envelope,
}

/// <summary>A field of a customer's record as staff know it.</summary>
/// <param name="Sentence">What it is called.</param>
/// <param name="Column">Of the envelope.</param>
/// <param name="Values">The enumeration its values are of.</param>
internal sealed record RecordedField(string Sentence, RecordedAs As = RecordedAs.Plain, string? Column = null, Type? Values = null)
{
    private static readonly (string Name, RecordedField Field)[] InOrder =
    [
        ("Kind", new("Kind", Values: typeof(CustomerKind))),
        ("Number", new("Customer number")),
        ("Name", new("Name", RecordedAs.SealedByTrail)),
        ("OtherName", new("Other name", RecordedAs.SealedByTrail)),
        ("BranchId", new("Branch")),
        ("OwnerId", new("Owner")),
        ("Tier", new("Tier", Values: typeof(CustomerTier))),
        ("Stage", new("Stage", Values: typeof(LifeCycleStage))),
        ("DiedOn", new("Date of death", RecordedAs.SealedByTrail)),
        ("Appetite", new("Risk appetite", Values: typeof(RiskAppetite))),
        ("AppetiteAssessedOn", new("Risk appetite assessed on")),
        ("Sex", new("Sex", Values: typeof(Sex))),
        ("BirthDate", new("Date of birth", RecordedAs.Envelope, Customer.BirthDateColumn)),
        ("Employer", new("Employer", RecordedAs.Envelope, Customer.EmployerColumn)),
        ("Income", new("Yearly income", RecordedAs.Envelope, Customer.IncomeColumn)),
        ("Occupation", new("Occupation")),
        ("City", new("City")),
        ("Language", new("Speaks", Values: typeof(CustomerLanguage))),
        ("Tags", new("Tags")),
        ("IsProtected", new("Protected")),
        ("OtherRecord", new("The other record")),
        ("RegisteredOn", new("Customer since")),
        ("IdentityDocument/Kind", new("Kind of document", Values: typeof(IdentityDocumentKind))),
        ("IdentityDocument/Country", new("Issued in")),
        ("IdentityDocument/Number", new("Document number", RecordedAs.Envelope, IdentityDocument.NumberColumn)),
        ("IdentityDocument/ValidUntil", new("Valid until")),
        ("ContactPoint/Kind", new("Kind of contact", Values: typeof(ContactKind))),
        ("ContactPoint/Value", new("Contact", RecordedAs.Envelope, ContactPoint.ValueColumn)),
        ("ContactPoint/IsPreferred", new("Preferred")),
        ("ContactPoint/EndedOn", new("Not used since")),
        ("Address/Kind", new("Kind of address", Values: typeof(AddressKind))),
        ("Address/Country", new("Country")),
        ("Address/Text", new("Address", RecordedAs.Envelope, Address.TextColumn)),
        ("Address/IsMain", new("Main address")),
        ("Consent/Purpose", new("Consent to", Values: typeof(ConsentPurpose))),
        ("Consent/Channel", new("By", Values: typeof(ConsentChannel))),
        ("Consent/IsGiven", new("Agreed")),
        ("Consent/Proof", new("Proof", RecordedAs.SealedByTrail)),
        ("Relation/Kind", new("Kind of relation", Values: typeof(RelationKind))),
        ("Relation/FromId", new("First of the two")),
        ("Relation/ToId", new("Second of the two")),
        ("Relation/Share", new("Share in percent")),
        ("Relation/Since", new("Related since")),
        ("Relation/Until", new("Related until")),
        ("Relation/Note", new("Note on the relation", RecordedAs.Envelope, Relation.NoteColumn)),
        ("Household/Name", new("Household", RecordedAs.SealedByTrail)),
        ("Household/HeadId", new("Head of the household")),
        ("Household/FormedOn", new("Household formed on")),
        ("Household/DissolvedOn", new("Household dissolved on")),
        ("HouseholdMember/Since", new("Member of the household since")),
        ("HouseholdMember/Until", new("Member of the household until")),
        ("Attachment/Title", new("Document on file", RecordedAs.Envelope, Domain.Customers.Attachments.Attachment.TitleColumn)),
        ("Attachment/DeletedAt", new("Document deleted")),
        ("Note/Text", new("Text of the note", RecordedAs.Envelope, Note.TextColumn)),
        ("Note/Author", new("Author of the note", RecordedAs.Envelope, Note.AuthorColumn)),
        ("Note/Source", new("As the imported file tells")),
    ];

    /// <summary>By the name in the trail: Name, ContactPoint/Value. What is not here follows from others, or tells staff nothing.</summary>
    public static IReadOnlyDictionary<string, RecordedField> All { get; } =
        InOrder.Select((f, place) => (f.Name, Field: f.Field with { Place = place })).ToDictionary(f => f.Name, f => f.Field);

    /// <summary>Among the fields of a record, from the top.</summary>
    public int Place { get; private init; }
}
