using System.Globalization;
using BankCrm.Application.Common;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Registration;

/// <summary>A number from the sequence of customer numbers.</summary>
public sealed class TakenNumber
{
    public long Number { get; private init; }
}

/// <summary>Where customers' numbers come from: C and ten digits, each given once.</summary>
public static class CustomerNumbers
{
    /// <summary>So many fresh numbers in one round trip. Needs an open transaction no more than any other query.</summary>
    public static async Task<IReadOnlyList<string>> TakeAsync(CrmDb db, int count, CancellationToken ct)
    {
        var taken = await db.TakenNumbers(count).Select(t => t.Number).ToListAsync(ct);
        return [.. taken.Select(number => string.Create(CultureInfo.InvariantCulture, $"C{number:0000000000}"))];
    }
}
