using System.Text.Json;
using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Messaging;
using BankCrm.Domain.Customers.Notes;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Timeline;

/// <summary>Which notes about a customer the user may read. What the audit trail recorded of the others is not for them either.</summary>
internal static class ReadableNotes
{
    private const string Prefix = nameof(Note) + "/";

    /// <summary>What else some only may read is told by its own feature, to those; so are messages, which are none of the record's changes.</summary>
    private static readonly string[] ToldElsewhere =
    [
        .. typeof(IForSome).Assembly.GetTypes().Where(t => t is { IsClass: true } && t.IsAssignableTo(typeof(IForSome)) && t != typeof(Note)).Select(t => t.Name + "/"),
        nameof(CustomerMessage) + "/",
    ];

    public static async Task<IReadOnlySet<Guid>> OfAsync(CrmDb db, Guid customerId, CancellationToken ct) =>
        (await db.Notes.Where(n => n.CustomerId == customerId).Select(n => n.Id).ToListAsync(ct)).ToHashSet();

    /// <summary>The entry tells of nothing but a note that the user may not read, or of what another feature tells.</summary>
    public static bool IsOfHiddenNote(string changes, IReadOnlySet<Guid> readable)
    {
        if (!changes.Contains(Prefix, StringComparison.Ordinal) && !Array.Exists(ToldElsewhere, told => changes.Contains(told, StringComparison.Ordinal)))
        {
            return false;
        }

        using var json = JsonDocument.Parse(changes);
        return json.RootElement.EnumerateObject().All(field =>
            Array.Exists(ToldElsewhere, told => field.Name.StartsWith(told, StringComparison.Ordinal))
            || (field.Name.StartsWith(Prefix, StringComparison.Ordinal) && field.Name.Split('/') is [_, var id, _] && !readable.Contains(Guid.Parse(id))));
    }
}
