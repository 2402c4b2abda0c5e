using System.Globalization;
using System.Text;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Calendar;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Cases.ServiceLevels;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using Xunit;

namespace BankCrm.Domain.Tests.Cases.ServiceCases;

/// <summary>
/// Whole lives of cases over two years, by chance, against <see cref="MinuteClock"/>, which knows of working time only which minutes are worked, and counts them one by one.
/// </summary>
public sealed class WholeCasesTests
{
    private const int Histories = 10_000;
    private const int MostActs = 24;

    private static readonly Customer Wang = Customer.Register(Guid.NewGuid(), CustomerKind.Individual, "C0000000001", Guid.NewGuid(), new("王磊", "", ""), new(2024, 1, 2));
    private static readonly Guid Teller = Guid.NewGuid();
    private static readonly Guid Manager = Guid.NewGuid();
    private static readonly Guid[] Categories = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
    private static readonly Guid Cause = Guid.NewGuid();

    [Fact]
    public void Clocks_of_whole_cases_agree_with_counting_minutes()
    {
        var acted = new Dictionary<string, int>();
        for (var seed = 1; seed <= Histories; seed++)
        {
            try
            {
                Live(new Random(seed), acted);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Seed {seed}: {e.Message}", e);
            }
        }

        // Otherwise the histories would prove less than they say.
        foreach (var act in (string[])["answer", "pause", "resume", "hear", "resolve", "reopen", "withdraw", "change", "extend", "reopened by hearing", "refused", "warned", "late"])
        {
            Assert.True(acted.GetValueOrDefault(act) > 500, $"{act}: only {acted.GetValueOrDefault(act)} times");
        }
    }

    private static void Live(Random chance, Dictionary<string, int> acted)
    {
        var time = MinuteCalendar.Time;
        var promises = Categories.ToDictionary(c => c, _ => new CasePromises(Target(chance), Target(chance)));
        var kind = chance.Next(2) == 0 ? CaseKind.Complaint : CaseKind.Request;
        var now = chance.Next(MinuteCalendar.LastStart);
        var category = Categories[chance.Next(Categories.Length)];
        var it = ServiceCase.Open(
            new(Guid.NewGuid(), 100_001, CaseChannel.Counter, MinuteCalendar.At(now)), Wang, new(kind, CasePriority.Normal, category, null), Text("Fees"), Words(), promises[category], Teller,
            MinuteCalendar.At(now), time);
        var model = new CaseModel(kind is CaseKind.Complaint, now, category, promises[category]);
        var acts = chance.Next(4, MostActs);
        for (var i = 0; i < acts; i++)
        {
            now += Pass(chance);
            Warn(it, model, now, acted);
            var act = chance.Next(12);
            var name = act switch { 0 or 1 => "answer", 2 or 3 => "pause", 4 or 5 => "resume", 6 => "hear", 7 => "resolve", 8 => "reopen", 9 => "change", 10 => "extend", _ => "withdraw" };
            category = name == "change" && !model.IsEnded ? Categories[chance.Next(Categories.Length)] : category;

            var at = MinuteCalendar.At(now);
            var wasEnded = model.IsEnded;
            var expected = name switch
            {
                "answer" => model.Answer(now),
                "pause" => model.Pause(now),
                "resume" => model.Resume(now),
                "hear" => model.Hear(now, promises[category]),
                "resolve" => model.End(now),
                "withdraw" => model.End(now),
                "reopen" => model.Reopen(now, promises[category]),
                "change" => model.Change(category, promises[category]),
                _ => model.Extend(),
            };
            var done = Try(() =>
            {
                switch (name)
                {
                    case "answer": it.Answer(Words(), CaseChannel.Phone, Teller, at, time); break;
                    case "pause": it.Pause((PauseReason)chance.Next(4), Words(), Teller, at, time); break;
                    case "resume": it.Resume(Teller, at, time); break;
                    case "hear": it.Hear(Words(), CaseChannel.Phone, promises[category], Teller, at, time); break;
                    case "resolve": it.Resolve(Cause, Words(), Teller, at, time); break;
                    case "withdraw": it.Withdraw(at, Words(), Teller, at, time); break;
                    case "reopen": it.Reopen(Words(), promises[category], Manager, at, time); break;
                    case "change": it.Change(new(kind, CasePriority.High, category, null), promises[category], Teller, at, time, null); break;
                    default: it.ExtendLegal(Words(), Teller, at, time); break;
                }
            });
            Same(expected, done, $"{name} at {at:u} was done");
            Count(acted, done ? name : "refused");
            Count(acted, done && name == "hear" && wasEnded ? "reopened by hearing" : "other");
            Compare(it, model, now, $"after {name} at {at:u}", acted);
        }
    }

    private static void Warn(ServiceCase it, CaseModel model, int now, Dictionary<string, int> acted)
    {
        var given = it.Warn(MinuteCalendar.At(now), MinuteCalendar.Time).Select(w => $"{w.Clock} {w.Percent}").Order(StringComparer.Ordinal);
        var expected = model.Warn(now).Order(StringComparer.Ordinal).ToList();
        Same(string.Join(", ", expected), string.Join(", ", given), $"warnings at {MinuteCalendar.At(now):u}");
        Count(acted, expected.Count > 0 ? "warned" : "other");
    }

    private static void Compare(ServiceCase it, CaseModel model, int now, string when, Dictionary<string, int> acted)
    {
        var at = MinuteCalendar.At(now);
        Same(model.IsEnded, it.IsEnded, $"ended {when}");
        Same(model.IsPaused, it.IsPaused, $"paused {when}");
        Same(model.Reopened, it.Reopened, $"reopened {when}");
        Same(model.Clocks.Count, it.Clocks.Count, $"clocks {when}");
        Same(MinuteCalendar.AtSecond(model.DueSecond), it.DueAt, $"due {when}");
        foreach (var (clock, real) in model.Clocks.OrderBy(c => c.Kind).ThenBy(c => c.Start).ThenBy(c => c.DueSecond)
            .Zip(it.Clocks.OrderBy(c => c.Kind).ThenBy(c => c.Time.StartedAt).ThenBy(c => c.Time.DueAt)))
        {
            var what = $"of {clock.Kind} ({clock.Target}) {when}";
            Same(clock.Kind, real.Kind, $"kind {what}");
            Same(MinuteCalendar.AtSecond(clock.DueSecond), real.Time.DueAt, $"due {what}");
            Same(clock.State, real.Time.State, $"state {what}");
            Same(clock.IsLate(now), real.Time.IsLate(at), $"late {what}");
            Same(Math.Round(clock.UsedPercent(now), 6), Math.Round(real.Time.UsedPercent(at, MinuteCalendar.Time), 6), $"used {what}");
            var next = clock.NextWarning();
            Same(next is null, real.NextWarningAt is null, $"to be warned {what}");
            if (next is { } minute)
            {
                var told = real.NextWarningAt!.Value;
                Assert.True(told > MinuteCalendar.At(minute - 1) && told < MinuteCalendar.At(minute).AddSeconds(1), $"next warning {what}: {MinuteCalendar.At(minute):u}, was {told:u}");
            }

            Count(acted, clock.IsLate(now) ? "late" : "other");
        }
    }

    private static int Pass(Random chance) => chance.Next(4) switch
    {
        0 => chance.Next(1, 90),
        1 => chance.Next(1, 24 * 60),
        2 => chance.Next(1, 4 * 24 * 60),
        _ => chance.Next(1, 25 * 24 * 60),
    };

    private static ServiceTarget Target(Random chance) => chance.Next(5) switch
    {
        0 => ServiceTarget.Hours(ClockKind.Elapsed, 48),
        1 => ServiceTarget.Hours(ClockKind.Elapsed, chance.Next(1, 200)),
        2 => ServiceTarget.Hours(ClockKind.Working, chance.Next(1, 60)),
        3 => ServiceTarget.Days(ClockKind.Working, chance.Next(1, 12)),
        _ => ServiceTarget.Days(ClockKind.Calendar, chance.Next(1, 20)),
    };

    private static bool Try(Action act)
    {
        try
        {
            act();
            return true;
        }
        catch (RefusedException)
        {
            return false;
        }
    }

    private static void Same<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{what}: counted {expected}, was {actual}"));
        }
    }

    private static void Count(Dictionary<string, int> acted, string act) => acted[act] = acted.GetValueOrDefault(act) + 1;

    private static CaseWords Words() => new(Guid.NewGuid(), Text("Words"));

    private static Sealed Text(string text) => new(Encoding.UTF8.GetBytes(text));
}
