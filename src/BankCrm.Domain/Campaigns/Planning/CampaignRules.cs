using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Occasions;

namespace BankCrm.Domain.Campaigns.Planning;

/// <summary>What a plan has to keep to.</summary>
public static class CampaignRules
{
    /// <summary>Null: it can be carried out.</summary>
    /// <param name="isNew">Its audience is not written down yet: it cannot begin in the past.</param>
    public static Fault? Check(CampaignPlan plan, DateOnly today, bool isNew) =>
        plan.Name.Length == 0 ? new("Give it a name.")
        : isNew && plan.StartsOn < today ? new("It cannot begin in the past.")
        : plan.EndsOn < plan.StartsOn ? new("It ends before it begins.")
        : plan.EndsOn.DayNumber - plan.StartsOn.DayNumber > CampaignPlan.MostDays ? new("A campaign runs for at most {0} days.", CampaignPlan.MostDays)
        : plan.ControlPercent is < 0 or > CampaignPlan.MostControl ? new("The control group has between 0 and {0} percent.", CampaignPlan.MostControl)
        : plan.BPercent is < 0 or > 90 ? new("Variant B gets between 0 and {0} percent.", 90)
        : plan.MostContacts is < 1 or > 100 || plan.ContactDays is < 1 or > CampaignPlan.MostDays ? new("The limit of contacts is between 1 and {0} within 1 to {1} days.", 100, CampaignPlan.MostDays)
        : plan.Reminders is < 0 or > CampaignPlan.MostReminders || plan.ReminderDays is < 1 or > 90 ? new("Remind at most {0} times, each between 1 and {1} days later.", CampaignPlan.MostReminders, 90)
        : plan.PerHour is < 1 or > CampaignPlan.MostAnHour ? new("Send between 1 and {0} an hour.", CampaignPlan.MostAnHour)
        : plan.CallsADay is < 1 or > 200 ? new("Between 1 and {0} calls a day.", 200)
        : plan.HandedADay is < 1 or > CampaignPlan.MostAnHour ? new("Between 1 and {0} letters and WeChat messages a day.", CampaignPlan.MostAnHour)
        : plan.WindowDays is < 1 or > CampaignPlan.MostDays || plan.CoolDownDays is < 0 or > CampaignPlan.MostDays ? new("Give between 1 and {0} days.", CampaignPlan.MostDays)
        : plan.OccasionDays is < 0 or > OccasionDays.Most ? new("Give between 0 and {0} days.", OccasionDays.Most)
        : plan.OccasionSum is not null && plan.Occasion is not OccasionKind.LargeInflow ? new("A sum goes with the occasion of a large sum that comes in.")
        : plan.OccasionSum is < CampaignPlan.LeastOccasionSum or > CampaignPlan.MostMoney ? new("The sum of the occasion lies between {0} and {1}.", CampaignPlan.LeastOccasionSum, CampaignPlan.MostMoney)
        : plan.OccasionProductId is not null && plan.Occasion is not OccasionKind.AccountOpened ? new("A product goes with the occasion of an account that is opened.")
        : IsNoMoney(plan.Budget) || IsNoMoney(plan.SaleValue) || new[] { plan.FixedCost, plan.SmsCost, plan.EmailCost, plan.CallCost, plan.LetterCost, plan.WeChatCost }.Any(m => IsNoMoney(m))
            ? new("An amount lies between 0 and {0}.", CampaignPlan.MostMoney)
        : plan.SalesWanted is < 1 or > 10_000_000 ? new("The target is at least one sale.")
        : null;

    private static bool IsNoMoney(decimal? amount) => amount is < 0 or > CampaignPlan.MostMoney;
}
