using BankCrm.Domain.Admin.Calendar;

namespace BankCrm.Domain.Tasks.Plans;

/// <param name="IsFixed">It is known at the start. False: only if each step before it ends on its day.</param>
public sealed record PlannedDay(PlanStepContent Step, DateOnly Day, bool IsFixed, bool IsWorkingDay);

/// <summary>When the steps of a plan are due. Working days go by the bank's calendar; calendar days fall where they fall.</summary>
public static class PlanDates
{
    /// <param name="from">The day from which the step counts.</param>
    /// <param name="today">It is never due before this day.</param>
    public static DateOnly Due(PlanStepContent step, DateOnly from, WorkingDays days, DateOnly today)
    {
        if (step.Unit is PlanDays.Calendar)
        {
            var day = from.AddDays(step.Days);
            return day < today ? today : day;
        }

        var worked = step.Days == 0 ? from : days.After(from, step.Days);
        worked = worked < today ? today : worked;
        return days.IsWorking(worked) ? worked : days.After(worked, 1);
    }

    /// <summary>The days of a plan that starts on a day, if each of its steps is taken and ends on its day.</summary>
    public static IReadOnlyList<PlannedDay> Preview(IReadOnlyList<PlanStepContent> steps, DateOnly start, WorkingDays days)
    {
        var planned = new List<PlannedDay>();
        var before = start;
        foreach (var step in steps)
        {
            before = Due(step, step.From is PlanFrom.Start ? start : before, days, step.Waits ? before : start);
            planned.Add(new(step, before, !step.Waits, days.IsWorking(before)));
        }

        return planned;
    }
}
