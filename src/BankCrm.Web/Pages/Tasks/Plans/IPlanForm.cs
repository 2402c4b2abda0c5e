using System.Globalization;
using BankCrm.Application.Tasks.Plans;
using BankCrm.Domain.Tasks.Plans;
using BankCrm.Web.Platform.Localisation;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Tasks.Plans;

/// <summary>A page on which a plan is written.</summary>
public interface IPlanForm
{
    KeepPlan Input { get; }

    PlanForm Form { get; }

    IEnumerable<SelectListItem> Owners { get; }

    /// <summary>The step that was just added. Null: none.</summary>
    int? Added { get; }
}

internal static class PlanShape
{
    public const string Add = "add";

    /// <summary>Who can get a step.</summary>
    public static IEnumerable<SelectListItem> OwnersOf(PlanForm form, Text text) =>
    [
        .. ((PlanOwner[])[PlanOwner.LooksAfter, PlanOwner.Starter, PlanOwner.Manager]).Select(o => new SelectListItem(text[o], o.ToString())),
        .. form.Queues.Select(q => new SelectListItem(text["Queue: {0}", q.Label], PlanStepInput.QueueMark + q.Id)),
        .. form.Colleagues.Select(c => new SelectListItem(c.Label, PlanStepInput.PersonMark + c.Id)),
    ];

    /// <summary>The plan with a step more, one less, or two that changed places; nothing is kept yet.</summary>
    /// <param name="act">add; up.2, down.2, remove.2.</param>
    public static KeepPlan Shaped(KeepPlan plan, string act)
    {
        var steps = plan.Steps.ToList();
        var (verb, place) = act.Split('.') is [var first, var number] && int.TryParse(number, CultureInfo.InvariantCulture, out var at) && at >= 0 && at < steps.Count ? (first, at) : (act, -1);
        switch (verb)
        {
            case Add when steps.Count < ActionPlan.MostSteps:
                steps.Add(new() { From = PlanFrom.StepBefore });
                break;
            case "up" when place > 0:
                (steps[place - 1], steps[place]) = (steps[place], steps[place - 1]);
                break;
            case "down" when place >= 0 && place < steps.Count - 1:
                (steps[place + 1], steps[place]) = (steps[place], steps[place + 1]);
                break;
            case "remove" when place >= 0 && steps.Count > 1:
                steps.RemoveAt(place);
                break;
        }

        return plan with { Steps = steps };
    }
}
