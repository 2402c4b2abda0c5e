using System.Globalization;
using System.Text;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Platform.AuditTrail;

/// <summary>
/// Writes what changed as canonical JSON: <c>{"field":[old,new],…}</c>, fields in ordinal order, no white space. Sensitive values show
/// themselves masked or as their envelope, because that is how their types print.
/// </summary>
public static class AuditChanges
{
    /// <summary>Null where nothing changed.</summary>
    public static string? Of(IEnumerable<(string Field, object? Old, object? New)> changes)
    {
        var json = new StringBuilder();
        string? last = null;
        foreach (var (field, old, @new) in changes.OrderBy(c => c.Field, StringComparer.Ordinal))
        {
            if (field == last)
            {
                throw new ArgumentException($"The field '{field}' is given twice.", nameof(changes));
            }

            json.Append(last is null ? '{' : ',');
            WriteText(json, field);
            json.Append(":[");
            WriteValue(json, old);
            json.Append(',');
            WriteValue(json, @new);
            json.Append(']');
            last = field;
        }

        return last is null ? null : json.Append('}').ToString();
    }

    private static void WriteValue(StringBuilder json, object? value)
    {
        switch (value)
        {
            case null:
                json.Append("null");
                break;
            case bool yes:
                json.Append(yes ? "true" : "false");
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or decimal:
                json.Append(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            case Sealed envelope:
                WriteText(json, Convert.ToBase64String(envelope.Envelope));
                break;
            case byte[] bytes:
                WriteText(json, Convert.ToBase64String(bytes));
                break;
            case DateTimeOffset moment:
                WriteText(json, moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
                break;
            case DateOnly day:
                WriteText(json, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            case Enum or string or Guid:
                WriteText(json, value.ToString()!);
                break;
            case IFormattable formattable:
                WriteText(json, formattable.ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                WriteText(json, value.ToString() ?? "");
                break;
        }
    }

    private static void WriteText(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '"':
                    json.Append("\\\"");
                    break;
                case '\\':
                    json.Append("\\\\");
                    break;
                case < 0x20:
                    json.Append("\\u").Append(rune.Value.ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    json.Append(rune.ToString());
                    break;
            }
        }

        json.Append('"');
    }
}
