using System.Text.Json;
using System.Text.Json.Serialization;
using BankCrm.Application.Accounts.Alerts;
using BankCrm.Application.Platform;
using BankCrm.Domain.Accounts.Alerts;

namespace BankCrm.Infrastructure.Accounts.Alerts;

/// <summary>Reads the rules: those that come with the product, or the bank's own file.</summary>
internal static class AlertRuleFile
{
    /// <summary>The setting that names the bank's own file.</summary>
    public const string Setting = "BankCrm:AlertRules";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <param name="path">Null: the rules that come with the product.</param>
    /// <exception cref="StartUpException">It cannot be read, or says nonsense: without rules nothing would be watched.</exception>
    public static AlertRuleBook Read(string? path)
    {
        try
        {
            using var file = path is null ? typeof(AlertRuleFile).Assembly.GetManifestResourceStream("BankCrm.Infrastructure.alert-rules.json")! : File.OpenRead(path);
            return new(JsonSerializer.Deserialize<AlertRules[]>(file, Json) ?? []);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or ArgumentException)
        {
            throw new StartUpException($"The rules for alerts ({path ?? "alert-rules.json"}) cannot be used: {e.Message}", e);
        }
    }
}
