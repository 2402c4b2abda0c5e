namespace BankCrm.Application.Platform.Channels;

/// <summary>Whether a request comes from the bank's gateway for text messages.</summary>
public interface IGatewaySeal
{
    /// <param name="path">Without the query.</param>
    /// <param name="moment">Seconds since 1970, as the request has them.</param>
    /// <param name="signature">In hexadecimal.</param>
    bool IsGenuine(string method, string path, string keyId, string moment, string signature, ReadOnlySpan<byte> body);
}
