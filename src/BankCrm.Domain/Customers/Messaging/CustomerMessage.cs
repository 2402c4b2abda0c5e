using System.Text.Json;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Domain.Platform.Outbox;

namespace BankCrm.Domain.Customers.Messaging;

/// <summary>
/// What the bank writes to a customer: the other half of an <see cref="OutgoingMessage"/>, under the same id. To which number or address, and in which words,
/// is settled only when it is sent.
/// </summary>
[Class(DataClass.C1)]
public sealed class CustomerMessage : Entity, IBranchScoped, IOfCustomer
{
    public const int AboutMaxLength = 200;
    public const string ValuesColumn = "customer_messages.values";
    public const string SubjectColumn = "customer_messages.subject";
    public const string TextColumn = "customer_messages.text";
    public const string RecipientColumn = "customer_messages.recipient";

    private CustomerMessage() { } // EF Core

    public Guid CustomerId { get; private init; }
    public Guid BranchId { get; private set; }
    public ChannelKind Channel { get; private init; }
    public MessagePurpose Purpose { get; private init; }

    /// <summary>Null: its words were given with it.</summary>
    public string? Template { get; private init; }

    /// <summary>The version that was used. Null: none yet.</summary>
    public int? TemplateNumber { get; private set; }

    /// <summary>What fills the places of the text, as JSON.</summary>
    [Class(DataClass.C2)]
    public Sealed Values { get; private init; } = null!;

    /// <summary>Null: it has none, or is not written yet.</summary>
    [Class(DataClass.C2)]
    public Sealed? Subject { get; private set; }

    /// <summary>As it is sent. Null: not written yet.</summary>
    [Class(DataClass.C2)]
    public Sealed? Text { get; private set; }

    /// <summary>The number or address it goes to. Null: not settled yet.</summary>
    [Class(DataClass.C2)]
    public Sealed? Recipient { get; private set; }

    /// <summary>The keyed hash of it, under which contact points are found.</summary>
    [Class(DataClass.C2)]
    public byte[]? RecipientLookup { get; private set; }

    /// <summary>Where there is more about why it was written: a path. Empty: nowhere.</summary>
    public string About { get; private init; } = "";

    /// <summary>Null: the system.</summary>
    public Guid? AddedBy { get; private init; }

    /// <param name="by">Null: the system.</param>
    public static CustomerMessage Of(OutgoingMessage message, Customer customer, CustomerMessageWords words, string about, Guid? by, ICustomerCipher cipher)
    {
        var made = new CustomerMessage
        {
            Id = message.Id,
            CustomerId = customer.Id,
            BranchId = customer.BranchId,
            Channel = message.Channel,
            Purpose = message.Purpose,
            Template = words.Template,
            Values = cipher.Seal(ValuesColumn, message.Id, JsonSerializer.Serialize(words.Values)),
            About = about,
            AddedBy = by,
        };
        if (words.Template is null)
        {
            made.Say(words.Subject, words.Text, null, cipher);
        }

        return made;
    }

    /// <summary>What it says from now on, however often it is tried.</summary>
    public void Say(string subject, string text, int? templateNumber, ICustomerCipher cipher)
    {
        Subject = subject.Length == 0 ? null : cipher.Seal(SubjectColumn, Id, subject);
        Text = cipher.Seal(TextColumn, Id, text);
        TemplateNumber = templateNumber;
    }

    public void Address(string recipient, byte[] lookup, ICustomerCipher cipher) =>
        (Recipient, RecipientLookup) = (cipher.Seal(RecipientColumn, Id, recipient), lookup);

    public IReadOnlyDictionary<string, string> OpenValues(ICustomerCipher cipher) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(cipher.Open(ValuesColumn, Id, Values)) ?? [];
}

/// <summary>In which words: those of a template, with what fills its places, or words of its own.</summary>
/// <param name="Template">Null: <paramref name="Text"/> says it all.</param>
public sealed record CustomerMessageWords(string? Template, IReadOnlyDictionary<string, string> Values, string Subject, string Text);
