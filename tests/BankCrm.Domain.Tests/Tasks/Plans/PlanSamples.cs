using BankCrm.Domain.Customers;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Plans;

namespace BankCrm.Domain.Tests.Tasks.Plans;

internal static class PlanSamples
{
    public static PlanContent Content { get; } = new("Welcome", "欢迎", "", PlanFor.Both, null, 0);

    public static PlanStepContent Step(int days, PlanDays unit = PlanDays.Working, PlanFrom from = PlanFrom.Start, string subject = "Call") =>
        new(subject, FollowUpKind.Call, FollowUpPriority.Normal, days, unit, from, PlanOwner.LooksAfter, null, null, null, null, []);

    public static Customer Somebody(CustomerKind kind = CustomerKind.Individual, CustomerTier tier = CustomerTier.Mass, LifeCycleStage stage = LifeCycleStage.Active)
    {
        var customer = Customer.Register(Guid.CreateVersion7(), kind, "C1", Guid.CreateVersion7(), new("王磊", "", "王磊"), new(2026, 1, 5));
        customer.Classify(tier, stage, CustomerLanguage.Chinese, []);
        return customer;
    }
}
