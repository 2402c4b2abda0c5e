using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Customers.Notes;

namespace BankCrm.Application.Customers.Registration;

/// <summary>
/// What is known of a customer who is to be registered, as typed at the counter or read from a file. The same standard holds for
/// every way in: <see cref="CustomerDraftCheck"/>.
/// </summary>
public sealed record CustomerDraft
{
    /// <summary>Carried by the form, so that a double click makes one customer.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public CustomerKind Kind { get; init; }
    public string Name { get; init => field = value ?? ""; } = "";
    public string OtherName { get; init => field = value ?? ""; } = "";

    /// <summary>Null: no document was shown.</summary>
    public IdentityDocumentKind? DocumentKind { get; init; }

    public string DocumentNumber { get; init => field = value ?? ""; } = "";

    /// <summary>ISO 3166-1, two letters.</summary>
    public string DocumentCountry { get; init => field = value ?? ""; } = "CN";

    public DateOnly? DocumentValidUntil { get; init; }

    /// <summary>Null where the document tells it, or nobody knows.</summary>
    public DateOnly? BirthDate { get; init; }

    public Sex? Sex { get; init; }

    /// <summary>Of a person who has died. Null: nothing is said of it.</summary>
    public DateOnly? DiedOn { get; init; }

    /// <summary>ISO 3166-1, two letters: where numbers without + are at home.</summary>
    public string PhoneCountry { get; init => field = value ?? ""; } = "CN";

    public string Mobile { get; init => field = value ?? ""; } = "";
    public string Landline { get; init => field = value ?? ""; } = "";
    public string Email { get; init => field = value ?? ""; } = "";
    public string WeChat { get; init => field = value ?? ""; } = "";

    /// <summary>Null: not given.</summary>
    public PostalAddress? Address { get; init => field = GivenAddress.Of(value); }

    /// <summary>Numbers and addresses at which they can be reached beside the first of each kind.</summary>
    public IReadOnlyList<DraftContact> FurtherContacts { get; init => field = value ?? []; } = [];

    public IReadOnlyList<PostalAddress> FurtherAddresses { get; init => field = value ?? []; } = [];

    public IReadOnlyList<DraftDocument> FurtherDocuments { get; init => field = value ?? []; } = [];

    public string Occupation { get; init => field = value ?? ""; } = "";
    public string Employer { get; init => field = value ?? ""; } = "";
    public IncomeBand? Income { get; init; }
    public CustomerTier Tier { get; init; }
    public LifeCycleStage Stage { get; init; }
    public CustomerLanguage Language { get; init; }
    public RiskAppetite? Appetite { get; init; }

    /// <summary>Null: the branch looks after them.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>One by one, or several with commas between them.</summary>
    public IReadOnlyList<string> Tags { get; init => field = TagText.Split(value ?? []); } = TagText.Split([]);

    /// <summary>Null: not asked. Holds for every channel at which the customer can be reached.</summary>
    public bool? AgreesToMarketing { get; init; }

    /// <summary>By what they want no marketing, whatever they said of marketing as a whole.</summary>
    public IReadOnlyList<ConsentChannel> RefusedChannels { get; init; } = [];

    public string ConsentProof { get; init => field = value ?? ""; } = "";
    public string Note { get; init => field = value ?? ""; } = "";

    /// <summary>Null: whoever registers the customer writes the note.</summary>
    public NoteOrigin? NoteOrigin { get; init; }

    /// <summary>Beside the first.</summary>
    public IReadOnlyList<DraftNote> FurtherNotes { get; init => field = value ?? []; } = [];

    public IEnumerable<DraftNote> Notes => Note.Length == 0 ? FurtherNotes : FurtherNotes.Prepend(new(Note, NoteOrigin));

    /// <summary>The day they became a customer, where an older system knows it. Null: today.</summary>
    public DateOnly? RegisteredOn { get; init; }

    /// <summary>Their number in the system they come from. Empty: none.</summary>
    public string ExternalRef { get; init; } = "";

    /// <summary>What the document says goes first: nobody types a birth date twice.</summary>
    public CustomerDraft Completed(DateOnly today)
    {
        if (DocumentKind is not { } kind || !kind.TellsBirthDate() || IdentityNumber.Check(kind, DocumentNumber, today) is not null)
        {
            return this;
        }

        var number = IdentityNumber.Parse(kind, DocumentNumber, today);
        return this with { BirthDate = BirthDate ?? number.BirthDate, Sex = Sex ?? number.Sex };
    }
}

/// <summary>A note of a draft.</summary>
/// <param name="Origin">Null: whoever registers the customer writes it.</param>
public sealed record DraftNote(string Text, NoteOrigin? Origin);

/// <summary>A further number or address of a draft.</summary>
public sealed record DraftContact(ContactKind Kind, string Text);

/// <summary>A further document of a draft.</summary>
public sealed record DraftDocument(IdentityDocumentKind Kind, string Number, string Country, DateOnly? ValidUntil);
