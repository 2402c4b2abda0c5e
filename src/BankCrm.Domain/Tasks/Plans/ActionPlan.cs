using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Occasions;

namespace BankCrm.Domain.Tasks.Plans;

/// <summary>What is done with a customer one thing after the other, by whom and when: a branch's own, or everybody's. Nothing in it is about a customer.</summary>
[Class(DataClass.C1)]
public sealed class ActionPlan : Entity
{
    public const int NameMaxLength = 80;
    public const int PurposeMaxLength = 500;
    public const int MostSteps = 20;
    public const int MostDays = 365;

    /// <summary>The highest number at which its rule can be held in a day.</summary>
    public const int MostADayMost = 10_000;

    private ActionPlan() { } // EF Core

    /// <summary>Null: every branch starts it.</summary>
    public Guid? ForBranchId { get; private init; }

    public string Name { get; private set; } = "";

    /// <summary>Empty: it has the one name.</summary>
    public string ChineseName { get; private set; } = "";

    public string Purpose { get; private set; } = "";
    public PlanFor For { get; private set; }

    /// <summary>What starts it by itself. Null: it is started by hand only.</summary>
    public OccasionKind? Occasion { get; private set; }

    /// <summary>How many days before the occasion, or after the last movement.</summary>
    public int OccasionDays { get; private set; }

    /// <summary>With how many customers its rule starts it in one day; the others wait for the next. Null: with all at once.</summary>
    public int? MostADay { get; private set; }

    /// <summary>Null: it is switched off, and nobody starts it.</summary>
    public DateTimeOffset? OnSince { get; private set; }

    /// <summary>Which of its versions is started now.</summary>
    public int Number { get; private set; }

    /// <param name="branchId">Null: for every branch.</param>
    /// <param name="by">Null: it comes with the product.</param>
    public static (ActionPlan Plan, PlanVersion First) Make(Guid id, Guid? branchId, PlanContent content, IReadOnlyList<PlanStepContent> steps, Guid? by, DateTimeOffset now)
    {
        var plan = new ActionPlan { Id = id, ForBranchId = branchId };
        return (plan, plan.Take(content, steps, by, now));
    }

    /// <returns>The new version. Null: the steps stayed as they were.</returns>
    public PlanVersion? Change(PlanContent content, IReadOnlyList<PlanStepContent> steps, PlanVersion now, Guid by, DateTimeOffset at)
    {
        var (saidNow, number) = (now.Contents, Number);
        var isSame = saidNow.Count == steps.Count && saidNow.Zip(steps).All(pair => pair.First.SaysTheSameAs(pair.Second));
        var version = Take(content, steps, by, at);
        Number = isSame ? number : Number;
        return isSame ? null : version;
    }

    public void Switch(bool isOn, DateTimeOffset now)
    {
        Refuse.If(isOn && OnSince is not null, "The plan is switched on already.");
        Refuse.If(!isOn && OnSince is null, "The plan is switched off already.");
        OnSince = isOn ? now : null;
    }

    /// <exception cref="RefusedException">It is not to be started with such a customer.</exception>
    public void RefuseStart(CustomerKind kind, LifeCycleStage stage)
    {
        Refuse.If(OnSince is null, "The plan is switched off.");
        Refuse.If(For is PlanFor.People && kind is CustomerKind.Organisation, "This plan is for private customers.");
        Refuse.If(For is PlanFor.Companies && kind is CustomerKind.Individual, "This plan is for companies.");
        Refuse.If(stage is LifeCycleStage.Closed, "The customer's business with the bank has ended: no plan is started.");
    }

    private PlanVersion Take(PlanContent content, IReadOnlyList<PlanStepContent> steps, Guid? by, DateTimeOffset now)
    {
        Refuse.If(steps.Count == 0, "A plan has at least one step.");
        Refuse.If(steps.Count > MostSteps, "A plan has at most {0} steps.", MostSteps);
        Refuse.If(steps[0].OnlyAfter is not null, "No step stands before the first one: it cannot ask how that ended.");
        Refuse.If(
            ForBranchId is null && steps.Any(s => s.Owner is PlanOwner.Queue or PlanOwner.Person), "In a plan for every branch, no step can go to a queue or a colleague of one branch.");
        Refuse.If(content.MostADay is < 1 or > MostADayMost, "In a day it starts with 1 to {0} customers.", MostADayMost);
        Refuse.If(content.Occasion is { IsOfPeople: true } && content.For is PlanFor.Companies, "This occasion does not come with companies.");

        (Name, ChineseName, Purpose, For) = (content.Name.Trim(), content.ChineseName.Trim(), content.Purpose.Trim(), content.For);
        (Occasion, OccasionDays) = (content.Occasion, content.Occasion?.UsualDays is null ? 0 : content.OccasionDays);
        MostADay = content.Occasion is null ? null : content.MostADay;
        return PlanVersion.Of(Id, ++Number, steps, by, now);
    }
}

/// <summary>What a plan says beside its steps.</summary>
/// <param name="MostADay">With how many customers its rule starts it in one day. Null: with all at once.</param>
public sealed record PlanContent(string Name, string ChineseName, string Purpose, PlanFor For, OccasionKind? Occasion, int OccasionDays, int? MostADay = null);
