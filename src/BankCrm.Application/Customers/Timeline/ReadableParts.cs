using System.Text.Json;
using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Attachments;
using BankCrm.Domain.Customers.Messaging;
using BankCrm.Domain.Customers.Notes;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Timeline;

/// <summary>
/// Which notes about a customer the user may read, and which documents are the customer's own: those of a case are told with the case. What the audit trail
/// recorded of the others is not for them either.
/// </summary>
internal static class ReadableParts
{
    private static readonly string[] Prefixes = [nameof(Note) + "/", nameof(Attachment) + "/"];

    /// <summary>
    /// What else some only may read is told by its own feature, to those; so are messages, which are none of the record's changes, and what becomes of a file, which
    /// its document tells.
    /// </summary>
    private static readonly string[] ToldElsewhere =
    [
        .. typeof(IForSome).Assembly.GetTypes().Where(t => t is { IsClass: true } && t.IsAssignableTo(typeof(IForSome)) && t != typeof(Note)).Select(t => t.Name + "/"),
        nameof(CustomerMessage) + "/",
        nameof(AttachmentVersion) + "/",
    ];

    public static async Task<IReadOnlySet<Guid>> OfAsync(CrmDb db, Guid customerId, CancellationToken ct) =>
        (await db.Notes.Where(n => n.CustomerId == customerId).Select(n => n.Id)
            .Concat(db.Attachments.Where(a => a.CustomerId == customerId && a.KeptWith == null).Select(a => a.Id)).ToListAsync(ct)).ToHashSet();

    /// <summary>The field is of a note that the user may not read, or of a document of a case.</summary>
    public static bool IsHidden(string type, Guid row, IReadOnlySet<Guid> readable) => type is nameof(Note) or nameof(Attachment) && !readable.Contains(row);

    /// <summary>The entry tells of nothing but a part that the user may not read, or of what another feature tells.</summary>
    public static bool IsOfHiddenPart(string changes, IReadOnlySet<Guid> readable)
    {
        if (!Prefixes.Concat(ToldElsewhere).Any(told => changes.Contains(told, StringComparison.Ordinal)))
        {
            return false;
        }

        using var json = JsonDocument.Parse(changes);
        return json.RootElement.EnumerateObject().All(field =>
            Array.Exists(ToldElsewhere, told => field.Name.StartsWith(told, StringComparison.Ordinal))
            || (field.Name.Split('/') is [var type, var id, _] && IsHidden(type, Guid.Parse(id), readable)));
    }
}
