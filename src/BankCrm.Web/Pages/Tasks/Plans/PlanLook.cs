using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Occasions;
using BankCrm.Domain.Tasks.Plans;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.TagHelpers;

namespace BankCrm.Web.Pages.Tasks.Plans;

/// <summary>Plans in words and colours.</summary>
internal static class PlanLook
{
    extension(RunningPlanStatus status)
    {
        public Colour Colour => status switch
        {
            RunningPlanStatus.Running => Colour.Blue,
            RunningPlanStatus.Paused => Colour.Amber,
            RunningPlanStatus.Done => Colour.Green,
            _ => Colour.Grey,
        };
    }

    extension(RunningStepStatus status)
    {
        public Colour Colour => status switch
        {
            RunningStepStatus.Begun => Colour.Blue,
            RunningStepStatus.Done => Colour.Green,
            _ => Colour.Grey,
        };
    }

    extension(Text text)
    {
        /// <summary>When a step is due, as its plan says.</summary>
        public string WhenOf(PlanStepContent step) => (step.From, step.Unit, step.Days) switch
        {
            (PlanFrom.Start, _, 0) => text["On the day of the start"],
            (PlanFrom.StepBefore, _, 0) => text["On the day the step before ends"],
            (PlanFrom.Start, PlanDays.Working, _) => text["{0} working days after the start", step.Days],
            (PlanFrom.Start, _, _) => text["{0} calendar days after the start", step.Days],
            (_, PlanDays.Working, _) => text["{0} working days after the step before", step.Days],
            _ => text["{0} calendar days after the step before", step.Days],
        };

        /// <summary>When a step is taken at all. None: always.</summary>
        public IEnumerable<string> ConditionsOf(PlanStepContent step)
        {
            if (step.OnlyAfter is { } outcome)
            {
                yield return text["Only if the step before ended like this: {0}", text[outcome]];
            }

            if (step.OnlyFor is { } kind)
            {
                yield return text[kind is CustomerKind.Individual ? PlanFor.People : PlanFor.Companies];
            }

            if (step.Tiers.Count > 0)
            {
                yield return text["Only for these tiers: {0}", string.Join(text[", "], step.Tiers.Select(t => text[t]))];
            }
        }

        /// <summary>What starts a plan by itself.</summary>
        public string OccasionOf(OccasionKind occasion, int days) => occasion switch
        {
            OccasionKind.Maturing => text["{0} days before a time deposit matures", days],
            OccasionKind.Dormant => text["{0} days after the last movement of an account", days],
            OccasionKind.Birthday => text["In the week {0} days before a birthday", days],
            _ => text[occasion],
        };
    }
}
