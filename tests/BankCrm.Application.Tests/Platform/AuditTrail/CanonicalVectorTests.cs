using System.Text.Json;
using BankCrm.AuditVerifier;
using BankCrm.Infrastructure.Platform.AuditTrail;

namespace BankCrm.Application.Tests.Platform.AuditTrail;

/// <summary>Both implementations make the bytes and hashes of docs/audit-vectors.json, which a third one can be checked with.</summary>
public sealed class CanonicalVectorTests
{
    public static TheoryData<string> Names => [.. Vectors().Select(v => v.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_application_makes_the_bytes(string name)
    {
        var (line, bytes, hash) = Vector(name);
        var seal = JsonDocument.Parse(line).RootElement;
        var prevHash = Convert.FromHexString(seal.GetProperty("prev_hash").GetString()!);
        var entry = new StoredEntry(
            seal.GetProperty("fmt").GetInt16(), seal.GetProperty("id").GetGuid(), Time("at"), Text("event")!, Text("outcome")!, Id("actor"),
            Text("actor_name"), Text("actor_role"), Id("actor_branch"), Text("session_ref"), Text("ip"), Text("correlation"), Text("object_type"),
            Id("object_id"), Id("customer_ref"), Id("branch_id"), Text("reason_code"), Text("reason_text"), Text("changes"));

        var made = CanonicalAuditBytes.Of(entry, seal.GetProperty("seq").GetInt64(), prevHash, Time("sealed_at"));

        Assert.Equal(bytes, Convert.ToHexStringLower(made.WrittenSpan));
        Assert.Equal(hash, Convert.ToHexStringLower(
            CanonicalAuditBytes.Hash(entry, seal.GetProperty("seq").GetInt64(), prevHash, Time("sealed_at"))));

        string? Text(string field) => seal.GetProperty(field).GetString();
        Guid? Id(string field) => Text(field) is { } id ? Guid.Parse(id) : null;
        DateTime Time(string field) => seal.GetProperty(field).GetDateTime();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_verifier_makes_the_bytes(string name)
    {
        var (line, bytes, hash) = Vector(name);
        var row = new Row();
        BundleLine.Read(System.Text.Encoding.UTF8.GetBytes(line), row);
        var canonical = new CanonicalBytes();

        Assert.Equal(bytes, Convert.ToHexStringLower(canonical.Of(row)));

        var made = new byte[32];
        canonical.Hash(row, made);
        Assert.Equal(hash, Convert.ToHexStringLower(made));
    }

    private static (string Line, string Bytes, string Hash) Vector(string name)
    {
        var vector = Vectors().Single(v => v.GetProperty("name").GetString() == name);
        return (vector.GetProperty("line").GetRawText(), vector.GetProperty("canonical_bytes").GetString()!,
            vector.GetProperty("line").GetProperty("hash").GetString()!);
    }

    private static List<JsonElement> Vectors()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "BankCrm.sln")))
        {
            folder = folder.Parent;
        }

        var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.FullName, "docs", "audit-vectors.json")));
        return [.. json.RootElement.GetProperty("vectors").EnumerateArray()];
    }
}
