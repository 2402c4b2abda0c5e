using System.Globalization;
using BankCrm.Domain.Admin.Calendar;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Cases.ServiceLevels;

public enum TargetUnit
{
    [Means("hours")] Hours,
    [Means("days")] Days,
}

/// <summary>How long something may take, and how the time is counted: 48 elapsed hours, 15 calendar days, 5 working days.</summary>
[Class(DataClass.C1)]
public sealed record ServiceTarget
{
    public const int Most = 10_000;

    private ServiceTarget() { }

    public ClockKind Kind { get; private init; }
    public int Amount { get; private init; }
    public TargetUnit Unit { get; private init; }

    public static ServiceTarget Hours(ClockKind kind, int hours) => Of(kind, hours, TargetUnit.Hours);

    public static ServiceTarget Days(ClockKind kind, int days) => Of(kind, days, TargetUnit.Days);

    /// <param name="written">As <see cref="ToString"/> wrote it.</param>
    /// <exception cref="FormatException">It is not.</exception>
    public static ServiceTarget Read(string written) =>
        written.Split(' ') is [var amount, var unit, var kind]
            ? Of(Enum.Parse<ClockKind>(kind), int.Parse(amount, CultureInfo.InvariantCulture), Enum.Parse<TargetUnit>(unit))
            : throw new FormatException($"'{written}' is no target.");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount} {Unit} {Kind}");

    internal DateTimeOffset DueFrom(DateTimeOffset start, WorkingTime time) =>
        Unit is TargetUnit.Hours ? time.Add(Kind, start, TimeSpan.FromHours(Amount)) : time.DueAfterDays(Kind, start, Amount);

    internal ServiceTarget With(int more) => Of(Kind, Amount + more, Unit);

    private static ServiceTarget Of(ClockKind kind, int amount, TargetUnit unit)
    {
        Refuse.If(amount is < 1 or > Most, "A target is between 1 and {0} hours or days.", Most);
        return new() { Kind = kind, Amount = amount, Unit = unit };
    }
}
