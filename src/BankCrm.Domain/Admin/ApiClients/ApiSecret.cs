using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;

namespace BankCrm.Domain.Admin.ApiClients;

/// <summary>A secret by which an API client asks for tokens. It has it; we have the hash.</summary>
[Class(DataClass.C1)]
[AuditedAs(AuditEvents.RightsChanged)]
public sealed class ApiSecret
{
    /// <summary>Tells scanners of code and logs what they have found.</summary>
    private const string Prefix = "crm_";

    private ApiSecret() { } // EF Core

    internal ApiSecret(Guid id, byte[] hash, DateTimeOffset madeAt, DateTimeOffset expiresAt) =>
        (Id, Hash, MadeAt, ExpiresAt) = (id, hash, madeAt, expiresAt);

    public Guid Id { get; private init; }

    /// <summary>SHA-256: the secret has 256 random bits, so that nothing slower is needed.</summary>
    [Class(DataClass.C3)]
    public byte[] Hash { get; private init; } = [];

    public DateTimeOffset MadeAt { get; private init; }
    public DateTimeOffset ExpiresAt { get; private set; }

    public static string New() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    internal void EndBy(DateTimeOffset moment) => ExpiresAt = moment < ExpiresAt ? moment : ExpiresAt;
}
