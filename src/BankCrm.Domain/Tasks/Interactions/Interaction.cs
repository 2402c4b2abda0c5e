using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Domain.Tasks.Interactions;

/// <summary>That somebody of the bank and a customer met or wrote to each other, as a colleague wrote it down. Withdrawn at most, never deleted.</summary>
[Class(DataClass.C1)]
public sealed class Interaction : Entity, IForSome, IOfCustomer
{
    public const int SubjectMaxLength = 200;
    public const int TextMaxLength = 4000;
    public const int OthersMaxLength = 200;
    public const int ReasonMaxLength = 300;
    public const int MostNamed = 20;
    public const int MostMinutes = 24 * 60;
    public const string SubjectColumn = "interactions.subject";
    public const string TextColumn = "interactions.text";
    public const string OthersColumn = "interactions.others";
    public const string ReasonColumn = "interactions.withdrawal_reason";

    /// <summary>So long its writer may change it. After that it is what colleagues have read, and is corrected only.</summary>
    public static readonly TimeSpan EditTime = TimeSpan.FromHours(24);

    private Interaction() { } // EF Core

    public Guid CustomerId { get; private init; }
    public Guid BranchId { get; private set; }
    public InteractionKind Kind { get; private set; }
    public InteractionDirection Direction { get; private set; }

    /// <summary>When it began.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Null: not told.</summary>
    public int? Minutes { get; private set; }

    [Class(DataClass.C2)]
    public Sealed Subject { get; private set; } = null!;

    [Class(DataClass.C2)]
    public Sealed? Text { get; private set; }

    /// <summary>Who else took part that is neither the customer nor a colleague.</summary>
    [Class(DataClass.C2)]
    public Sealed? Others { get; private set; }

    /// <summary>Who else of the bank took part.</summary>
    public Guid[] Colleagues { get; private set; } = [];

    /// <summary>Of the catalogue: what was talked about.</summary>
    public Guid[] Products { get; private set; } = [];

    public InteractionOutcome? Outcome { get; private set; }
    public InteractionMood? Mood { get; private set; }
    public Guid WrittenBy { get; private init; }
    public DateTimeOffset WrittenAt { get; private init; }
    public Audience Audience { get; private init; }

    /// <summary>Null: it is as it was written.</summary>
    public DateTimeOffset? EditedAt { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }
    public Guid? WithdrawnBy { get; private set; }

    [Class(DataClass.C2)]
    public Sealed? WithdrawalReason { get; private set; }

    public static Interaction Log(
        Guid id, Customer customer, InteractionContent content, Audience audience, Guid byStaffId, DateTimeOffset now, CustomerSafe safe)
    {
        var interaction = new Interaction
        {
            Id = id,
            CustomerId = customer.Id,
            BranchId = customer.BranchId,
            Audience = audience,
            WrittenBy = byStaffId,
            WrittenAt = now,
        };
        interaction.Take(content, now, safe);
        return interaction;
    }

    public bool MayEdit(Guid? staffId, DateTimeOffset now) => staffId == WrittenBy && WithdrawnAt is null && now - WrittenAt <= EditTime;

    public void Edit(InteractionContent content, Guid byStaffId, DateTimeOffset now, CustomerSafe safe)
    {
        Refuse.If(byStaffId != WrittenBy, "Only who wrote it may change it. Add a correction instead.");
        RefuseIfWithdrawn();
        Refuse.If(now - WrittenAt > EditTime, "After {0} hours it stays as it was written. Add a correction instead.", EditTime.TotalHours);
        Take(content, now, safe);
        EditedAt = now;
    }

    public InteractionCorrection Correct(Guid id, string text, Guid byStaffId, DateTimeOffset now, CustomerSafe safe)
    {
        RefuseIfWithdrawn();
        return InteractionCorrection.Of(id, this, text, byStaffId, now, safe);
    }

    /// <summary>It was written by mistake, as about another customer. It stays to be read, as withdrawn.</summary>
    public void Withdraw(string reason, Guid byStaffId, DateTimeOffset now, CustomerSafe safe)
    {
        RefuseIfWithdrawn();
        (WithdrawnAt, WithdrawnBy, WithdrawalReason) = (now, byStaffId, safe.Seal(ReasonColumn, Id, reason));
    }

    private void Take(InteractionContent content, DateTimeOffset now, CustomerSafe safe)
    {
        Refuse.If(content.At > now, "This lies in the future: write it down when it has happened.");
        (Kind, Direction, At, Minutes) = (content.Kind, content.Direction, content.At, content.Minutes);
        (Outcome, Mood) = (content.Outcome, content.Mood);
        (Colleagues, Products) = ([.. content.Colleagues], [.. content.Products]);
        Subject = safe.Seal(SubjectColumn, Id, content.Subject);
        Text = safe.SealSome(TextColumn, Id, content.Text);
        Others = safe.SealSome(OthersColumn, Id, content.Others);
    }

    private void RefuseIfWithdrawn() => Refuse.If(WithdrawnAt is not null, "It is withdrawn already.");
}

/// <summary>What is written down of an interaction.</summary>
public sealed record InteractionContent(InteractionKind Kind, InteractionDirection Direction, DateTimeOffset At, string Subject)
{
    public int? Minutes { get; init; }
    public string Text { get; init; } = "";
    public string Others { get; init; } = "";
    public IReadOnlyList<Guid> Colleagues { get; init; } = [];
    public IReadOnlyList<Guid> Products { get; init; } = [];
    public InteractionOutcome? Outcome { get; init; }
    public InteractionMood? Mood { get; init; }
}
