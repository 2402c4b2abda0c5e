using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BankCrm.Testing;

/// <summary>A security key made of software (ES256): says what a browser would hand on. A test can make it lie.</summary>
public sealed class TestPasskey
{
    private const byte UserPresent = 0x01, UserVerified = 0x04, MayBeBackedUp = 0x08, IsBackedUp = 0x10, HoldsCredential = 0x40;

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private string? owner;

    public byte[] Id { get; } = RandomNumberGenerator.GetBytes(32);

    /// <summary>Of the page at which it is used, as the browser says.</summary>
    public string Origin { get; set; } = "http://localhost";

    /// <summary>For which it signs.</summary>
    public string Host { get; set; } = "localhost";

    /// <summary>It has asked who is there.</summary>
    public bool VerifiesUser { get; set; } = true;

    public bool IsSynced { get; set; }

    /// <summary>How often it has signed; grows with each signature. Null: it does not count.</summary>
    public uint? Count { get; set; } = 1;

    /// <param name="options">What the page was given to make a passkey.</param>
    /// <returns>What the page sends back.</returns>
    public string Make(string options)
    {
        var asked = JsonNode.Parse(options)!;
        owner = (string)asked["user"]!["id"]!;
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        byte[] publicKey = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!]; // COSE: EC2, ES256, P-256
        byte[] data = [.. Data(HoldsCredential), .. new byte[16], 0, (byte)Id.Length, .. Id, .. publicKey];
        byte[] attestation =
        [
            0xA3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xA0, 0x68, .. "authData"u8, 0x58, (byte)data.Length, .. data,
        ];
        return Json(new()
        {
            ["clientDataJSON"] = Text(ClientData("webauthn.create", asked)),
            ["attestationObject"] = Text(attestation),
            ["transports"] = new JsonArray("internal"),
        });
    }

    /// <param name="options">What the page was given to have signed.</param>
    /// <returns>What the page sends back.</returns>
    public string Sign(string options)
    {
        Count += 1;
        var (data, client) = (Data(0), ClientData("webauthn.get", JsonNode.Parse(options)!));
        return Json(new()
        {
            ["clientDataJSON"] = Text(client),
            ["authenticatorData"] = Text(data),
            ["signature"] = Text(key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            ["userHandle"] = owner,
        });
    }

    private byte[] Data(byte more)
    {
        var flags = UserPresent | more | (VerifiesUser ? UserVerified : 0) | (IsSynced ? MayBeBackedUp | IsBackedUp : 0);
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, Count ?? 0);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(Host)), (byte)flags, .. count];
    }

    private byte[] ClientData(string type, JsonNode options) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["type"] = type,
        ["challenge"] = (string)options["challenge"]!,
        ["origin"] = Origin,
        ["crossOrigin"] = false,
    });

    private string Json(JsonObject response) => new JsonObject
    {
        ["id"] = Text(Id),
        ["rawId"] = Text(Id),
        ["type"] = "public-key",
        ["response"] = response,
        ["clientExtensionResults"] = new JsonObject(),
        ["authenticatorAttachment"] = "platform",
    }.ToJsonString();

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
