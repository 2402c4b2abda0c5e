using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using BankCrm.Domain.Common;

namespace BankCrm.Web.Api;

/// <summary>How the interface writes JSON and how strictly it reads it: a name it does not know, or one that comes twice, is a mistake.</summary>
internal static class ApiJson
{
    private const int Deepest = 16;

    public static JsonSerializerOptions Options { get; } = Strict(new(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Strict(JsonSerializerOptions options)
    {
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.PropertyNameCaseInsensitive = false;
        options.MaxDepth = Deepest;
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        return options;
    }

    /// <exception cref="ApiRefusedException">It is not what the address takes.</exception>
    public static T Read<T>(ReadOnlySpan<byte> body) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body, Options) ?? throw Unreadable("$");
        }
        catch (JsonException e)
        {
            throw Unreadable(e.Path ?? "$");
        }
    }

    public static byte[] Write<T>(T answer) => JsonSerializer.SerializeToUtf8Bytes(answer, Options);

    private static ApiRefusedException Unreadable(string where) => new(
        StatusCodes.Status400BadRequest, "body.unreadable",
        new Fault("The body is not the JSON that this address takes: look at {0}.", where.Length > 100 ? where[..100] : where));
}
