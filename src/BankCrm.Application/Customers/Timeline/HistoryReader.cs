using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Application.Customers.Timeline;

/// <summary>What one field was and is: a text, a day, yes or no, a value of an enumeration; what is sensitive, masked.</summary>
/// <param name="Field">What it is called.</param>
/// <param name="Part">Fields of one document, contact point… have the same.</param>
public sealed record FieldChange(string Field, object? Old, object? New, Guid Part);

/// <summary>Reads the changes of an audit entry as staff may see them.</summary>
internal static class HistoryReader
{
    private const string Hidden = "••••";

    /// <param name="readable">The notes and documents the user may read: of others nothing is told.</param>
    public static IReadOnlyList<FieldChange> Read(
        string changes, Guid customerId, ICustomerCipher? cipher, IReadOnlyDictionary<Guid, string> names, IReadOnlySet<Guid> readable)
    {
        using var json = JsonDocument.Parse(changes);
        var fields = json.RootElement.EnumerateObject().Where(f => f.Value.ValueKind is JsonValueKind.Array && f.Value.GetArrayLength() == 2).ToList();
        var read = new List<(int Place, FieldChange Change)>();
        foreach (var field in fields)
        {
            var (type, row, property) = Parts(field.Name, customerId);
            if (ReadableParts.IsHidden(type, row, readable)
                || !RecordedField.All.TryGetValue(type is nameof(Customer) ? property : $"{type}/{property}", out var known))
            {
                continue;
            }

            var place = new Place(type, property, row, known, KindOf(fields, field.Name));
            read.Add((known.Place, new(known.Sentence, Shown(field.Value[0], place, cipher, names), Shown(field.Value[1], place, cipher, names), row)));
        }

        return
        [
            .. read
                .GroupBy(r => r.Change.Part)
                .OrderBy(part => part.Min(r => r.Place))
                .SelectMany(part => part.OrderBy(r => r.Place))
                .Select(r => r.Change),
        ];
    }

    private static (string Type, Guid Row, string Property) Parts(string name, Guid customerId) =>
        name.Split('/') is [var type, var id, var property] && Guid.TryParse(id, out var row) ? (type, row, property) : (nameof(Customer), customerId, name);

    // Of the same part, where the entry says it: an entry about a correction has the value only.
    private static string? KindOf(List<JsonProperty> fields, string name) =>
        fields.Find(f => f.Name == name[..(name.LastIndexOf('/') + 1)] + "Kind") is { Value.ValueKind: JsonValueKind.Array } kind ? kind.Value[1].GetString() : null;

    private static object? Shown(JsonElement value, Place place, ICustomerCipher? cipher, IReadOnlyDictionary<Guid, string> names) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => Shown(value.GetString()!, place, cipher, names),
        _ => value.ToString(),
    };

    private static object? Shown(string text, Place place, ICustomerCipher? cipher, IReadOnlyDictionary<Guid, string> names) => place.Field.As switch
    {
        RecordedAs.Plain when place.Field.Values is { } values => Enum.TryParse(values, text, out var member) ? member : text,
        RecordedAs.Plain when Guid.TryParse(text, out var id) => names.GetValueOrDefault(id) ?? "",
        RecordedAs.Plain => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : text,
        RecordedAs.SealedByTrail => Opened(text, RecordedColumn.Of(place.Type, place.Property), place.Row, cipher) ?? Hidden,
        _ => Opened(text, place.Field.Column!, place.Row, cipher) is { } open ? Masked(open, place) : Hidden,
    };

    // What cannot be opened, as after an erasure, is hidden and nothing more.
    private static string? Opened(string text, string column, Guid row, ICustomerCipher? cipher)
    {
        try
        {
            return cipher?.Open(column, row, new Sealed(Convert.FromBase64String(text)));
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }

    private static string Masked(string open, Place place) => (place.Type, place.Property) switch
    {
        (nameof(Customer), nameof(Customer.BirthDate)) => open[..4],
        (nameof(Domain.Customers.Notes.Note) or nameof(Domain.Customers.Attachments.Attachment), _) => open,
        (nameof(Address), _) => PostalAddress.FromStored(open).ToString(),
        (nameof(IdentityDocument), _) => Enum.TryParse<IdentityDocumentKind>(place.Kind, out var kind)
            ? IdentityNumber.FromStored(kind, open).ToString()
            : Mask.Middle(open, 1, 2),
        (nameof(ContactPoint), _) => ContactValue.Masked(
            Enum.TryParse<ContactKind>(place.Kind, out var kind) ? kind
            : open.StartsWith('+') ? ContactKind.Mobile
            : open.Contains('@', StringComparison.Ordinal) ? ContactKind.Email
            : ContactKind.WeChat, open),
        _ => Hidden,
    };

    private sealed record Place(string Type, string Property, Guid Row, RecordedField Field, string? Kind);
}
