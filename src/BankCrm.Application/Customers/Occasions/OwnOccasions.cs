using System.Globalization;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Occasions;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Occasions;

/// <summary>Private customers who were registered since. Ids follow the clock, so those alone are walked through that can be new.</summary>
[Policy]
internal sealed class NewCustomers : IOccasionSource
{
    private const int Size = 500;

    public OccasionKind Kind => OccasionKind.NewCustomer;

    public async Task<Page<Occasion>> FindAsync(CrmDb db, OccasionsAsked asked, string? after, CancellationToken ct)
    {
        var since = asked.HappenedSince;
        var last = Cursor.TryRead<Guid>(after, out var read) ? read : Guid.CreateVersion7(Branch.StartOf(since));
        var page = await (asked.BranchId is { } branch ? db.Customers.Where(c => c.BranchId == branch) : db.Customers)
            .Where(c => c.Id > last).OrderBy(c => c.Id)
            .Select(c => new { c.Id, c.Kind, c.Stage, c.RegisteredOn })
            .ToPageAsync(Size, c => c.Id, ct);
        return new(
            [
                .. page.Items.Where(c => c.Kind is CustomerKind.Individual && c.Stage is not LifeCycleStage.Closed && c.RegisteredOn >= since)
                    .Select(c => new Occasion(c.Id, $"new:{c.Id}")),
            ],
            page.Next);
    }
}

/// <summary>
/// Private customers whose birthday comes. Only its month stands in the open, so the dates of that month are opened, some hundred at a time, and told to
/// nobody: all whose day falls into the same week are found at its beginning, so that what is done then tells no more than the week. Branch by branch: so the
/// months lie in the index.
/// </summary>
[Policy]
internal sealed class BirthdaysComing(ICustomerVault vault) : IOccasionSource
{
    private const int Size = 500;

    public OccasionKind Kind => OccasionKind.Birthday;

    public async Task<Page<Occasion>> FindAsync(CrmDb db, OccasionsAsked asked, string? after, CancellationToken ct)
    {
        var goesOn = Cursor.TryRead<(Guid Branch, short Month, Guid Id)>(after, out var at);
        if (!goesOn)
        {
            if (await NextBranchAsync(db, asked, null, ct) is not { } first)
            {
                return new([], null);
            }

            at = (first, (short)asked.Today.Month, default);
        }

        var last = LastDay(asked);
        var page = await db.Customers.Where(c => c.BranchId == at.Branch && c.BirthMonth == at.Month && c.Id > at.Id).OrderBy(c => c.Id)
            .Join(db.CustomerKeys, c => c.Id, k => k.CustomerId, (c, k) => new { c.Id, c.Kind, c.Stage, c.BirthDate, k.Wrapped })
            .ToPageAsync(Size, c => (at.Branch, at.Month, c.Id), ct);
        var found = new List<Occasion>();
        foreach (var customer in page.Items.Where(c => c.Kind is CustomerKind.Individual && c.Stage is not LifeCycleStage.Closed && c.BirthDate is not null))
        {
            var born = vault.Open(customer.Id, customer.Wrapped).Open(Customer.BirthDateColumn, customer.Id, customer.BirthDate!);
            if (NextBirthday(DateOnly.ParseExact(born, "yyyy-MM-dd", CultureInfo.InvariantCulture), asked.Today) is var day && day <= last)
            {
                found.Add(new(customer.Id, $"birthday:{customer.Id}:{day.Year}"));
            }
        }

        return new(found, page.Next ?? await NextAsync(db, asked, at.Branch, at.Month, ct));
    }

    // The next month that the days reach into, then the next branch.
    private static async Task<string?> NextAsync(CrmDb db, OccasionsAsked asked, Guid branch, short month, CancellationToken ct)
    {
        var last = LastDay(asked);
        for (var day = new DateOnly(asked.Today.Year, asked.Today.Month, 1); day <= last && day < asked.Today.AddYears(1); day = day.AddMonths(1))
        {
            if (day.Month == month && day.AddMonths(1) is var next && next <= last && next.Month != asked.Today.Month)
            {
                return Cursor.Write((branch, (short)next.Month, Guid.Empty));
            }
        }

        return asked.BranchId is null && await NextBranchAsync(db, asked, branch, ct) is { } other
            ? Cursor.Write((other, (short)asked.Today.Month, Guid.Empty))
            : null;
    }

    private static async Task<Guid?> NextBranchAsync(CrmDb db, OccasionsAsked asked, Guid? after, CancellationToken ct)
    {
        if (asked.BranchId is { } only)
        {
            return only;
        }

        var last = after ?? Guid.Empty;
        return await db.Branches.Where(b => b.Id > last).OrderBy(b => b.Id).Select(b => (Guid?)b.Id).FirstOrDefaultAsync(ct);
    }

    // Sunday of the week, and so many days on.
    private static DateOnly LastDay(OccasionsAsked asked) => asked.Today.AddDays((7 - (int)asked.Today.DayOfWeek) % 7 + asked.Days);

    /// <summary>Who was born on 29 February has it on the 28th where there is no 29th.</summary>
    internal static DateOnly NextBirthday(DateOnly born, DateOnly today)
    {
        var day = On(today.Year);
        return day < today ? On(today.Year + 1) : day;

        DateOnly On(int year) => new(year, born.Month, Math.Min(born.Day, DateTime.DaysInMonth(year, born.Month)));
    }
}
