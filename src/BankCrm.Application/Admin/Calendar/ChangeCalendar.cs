using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Calendar;
using BankCrm.Domain.Common;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.Calendar;

/// <summary>Brings in the holidays of a year from a list; those that were known are replaced.</summary>
/// <param name="Version">Null: the year was not here when one looked.</param>
/// <param name="Source">The decree.</param>
/// <param name="List">As <see cref="CalendarText"/> reads it.</param>
[Allow(AdminPermissions.ChangeCalendar)]
[StepUp(StepUpPurpose.Settings)]
public sealed record BringInCalendarYear(int Year, uint? Version, string Source, string List)
{
    public const int MaxList = 20_000;
}

/// <summary>Says what a single day is.</summary>
/// <param name="Kind">Null: again what its weekday says.</param>
[Allow(AdminPermissions.ChangeCalendar)]
[StepUp(StepUpPurpose.Settings)]
public sealed record SetCalendarDay(int Year, uint Version, DateOnly? Day, DayKind? Kind, string? Name);

internal sealed class BringInCalendarYearValidator : AbstractValidator<BringInCalendarYear>
{
    public BringInCalendarYearValidator()
    {
        RuleFor(c => c.Source).NotEmpty().IsClean(CalendarYear.SourceMaxLength);
        RuleFor(c => c.List).NotEmpty().MaximumLength(BringInCalendarYear.MaxList);
    }
}

internal sealed class SetCalendarDayValidator : AbstractValidator<SetCalendarDay>
{
    public SetCalendarDayValidator()
    {
        RuleFor(c => c.Day).NotNull();
        RuleFor(c => c.Kind).IsInEnum();
        RuleFor(c => c.Name!).IsClean(CalendarDay.NameMaxLength);
    }
}

internal sealed class BringInCalendarYearHandler(CrmDb db, WorkingCalendar calendar) : ICommandHandler<BringInCalendarYear>
{
    public async Task HandleAsync(BringInCalendarYear command, CancellationToken ct)
    {
        var (source, days) = (command.Source.Trim(), CalendarText.Read(command.List));
        if (command.Version is { } version)
        {
            (await db.YearForChangeAsync(command.Year, version, ct)).Replace(source, days);
        }
        else
        {
            db.Add(CalendarYear.Of(Guid.CreateVersion7(), command.Year, source, days));
        }

        calendar.Forget();
    }
}

internal sealed class SetCalendarDayHandler(CrmDb db, WorkingCalendar calendar) : ICommandHandler<SetCalendarDay>
{
    public async Task HandleAsync(SetCalendarDay command, CancellationToken ct)
    {
        var year = await db.YearForChangeAsync(command.Year, command.Version, ct);
        if (command.Kind is { } kind)
        {
            year.Set(new(command.Day!.Value, kind, command.Name?.Trim() ?? ""));
        }
        else
        {
            year.Clear(command.Day!.Value);
        }

        calendar.Forget();
    }
}

internal static class CalendarYearsToChange
{
    /// <exception cref="NotFoundException">The year is not here.</exception>
    public static async Task<CalendarYear> YearForChangeAsync(this CrmDb db, int year, uint version, CancellationToken ct)
    {
        var id = await db.CalendarYears.Where(y => y.Year == year).Select(y => y.Id).SingleOrDefaultAsync(ct);
        return id == default ? throw new NotFoundException() : await db.ForChangeAsync<CalendarYear>(id, version, ct);
    }
}
