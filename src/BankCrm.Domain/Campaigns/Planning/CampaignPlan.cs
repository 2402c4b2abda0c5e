using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Occasions;

namespace BankCrm.Domain.Campaigns.Planning;

/// <summary>What a campaign is for, whom it leaves in peace and what it costs. Amounts are in home currency.</summary>
[Class(DataClass.C1)]
public sealed record CampaignPlan
{
    public const int NameMaxLength = 80;
    public const int GoalMaxLength = 500;
    public const int MostControl = 50;
    public const int MostReminders = 3;
    public const int MostDays = 365;
    public const int MostAnHour = 10_000_000;
    public const decimal MostMoney = 1_000_000_000;

    /// <summary>Of what is less, a page of customers after the other would be looked through for nobody.</summary>
    public const decimal LeastOccasionSum = 1_000;

    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>What it is to bring, in words.</summary>
    public string Goal { get; init => field = value ?? ""; } = "";

    /// <summary>How many sales it is to bring. Null: no figure was set.</summary>
    public int? SalesWanted { get; init; }

    /// <summary>What it offers. Null: no product; then nothing is asked of suitability, and no sale is found by itself.</summary>
    public Guid? ProductId { get; init; }

    public decimal? Budget { get; init; }

    public DateOnly StartsOn { get; init; }

    /// <summary>The last day on which anybody is contacted.</summary>
    public DateOnly EndsOn { get; init; }

    /// <summary>Percent of those who could be contacted and are not.</summary>
    public int ControlPercent { get; init; } = 10;

    /// <summary>Percent of those contacted who get variant B. 0: there is one variant.</summary>
    public int BPercent { get; init; }

    /// <summary>Nobody gets more marketing than so often…</summary>
    public int MostContacts { get; init; } = 2;

    /// <summary>…within so many days, this contact among them.</summary>
    public int ContactDays { get; init; } = 30;

    /// <summary>Whoever has the product is left out.</summary>
    public bool SkipsHolders { get; init; } = true;

    /// <summary>How often those who did not answer are reminded.</summary>
    public int Reminders { get; init; }

    /// <summary>How many days after the contact before.</summary>
    public int ReminderDays { get; init; } = 7;

    /// <summary>So many messages an hour at most.</summary>
    public int PerHour { get; init; } = 20_000;

    /// <summary>So many calls a day for each colleague at most.</summary>
    public int CallsADay { get; init; } = 10;

    /// <summary>So many letters, and as many WeChat messages, are ready to be handed over with each day at most.</summary>
    public int HandedADay { get; init; } = 50_000;

    /// <summary>A sale counts so many days after the contact.</summary>
    public int WindowDays { get; init; } = 30;

    public decimal FixedCost { get; init; }
    public decimal SmsCost { get; init; } = 0.05m;
    public decimal EmailCost { get; init; } = 0.01m;
    public decimal CallCost { get; init; } = 8m;
    public decimal LetterCost { get; init; } = 1.5m;
    public decimal WeChatCost { get; init; } = 0.02m;

    /// <summary>What a sale is worth to the bank. Null: no return is computed.</summary>
    public decimal? SaleValue { get; init; }

    /// <summary>Each customer's own occasion brings them in, day by day. Null: the audience is written down once.</summary>
    public OccasionKind? Occasion { get; init; }

    /// <summary>So many days before the occasion, or after the last movement.</summary>
    public int OccasionDays { get; init; }

    /// <summary>From which sum on a large sum is an occasion. Null: from the bank's.</summary>
    public decimal? OccasionSum { get; init; }

    /// <summary>Of which product an opened account is an occasion. Null: of each.</summary>
    public Guid? OccasionProductId { get; init; }

    /// <summary>After an occasion nobody comes in again for so many days.</summary>
    public int CoolDownDays { get; init; } = 180;

    public decimal CostOf(CampaignChannel channel) => channel switch
    {
        CampaignChannel.Sms => SmsCost,
        CampaignChannel.Email => EmailCost,
        CampaignChannel.Call => CallCost,
        CampaignChannel.Letter => LetterCost,
        CampaignChannel.WeChat => WeChatCost,
        _ => 0,
    };
}

/// <summary>Whom it is for and by what it comes to them.</summary>
/// <param name="Include">Segments: whoever is in one of them.</param>
/// <param name="Exclude">Segments: whoever is in one of them is not.</param>
/// <param name="Channels">In the order of preference.</param>
public sealed record CampaignAudience(IReadOnlyList<Guid> Include, IReadOnlyList<Guid> Exclude, IReadOnlyList<CampaignChannel> Channels);
