using BankCrm.Domain.Platform.Channels;

namespace BankCrm.Application.Platform.Channels;

/// <summary>Whether a request comes from one of the bank's gateways.</summary>
public interface IGatewaySeal
{
    /// <summary>By which channel the one sends that signed it. Null: it is not genuine.</summary>
    /// <param name="path">Without the query.</param>
    /// <param name="moment">Seconds since 1970, as the request has them.</param>
    /// <param name="signature">In hexadecimal.</param>
    ChannelKind? SignedBy(string method, string path, string keyId, string moment, string signature, ReadOnlySpan<byte> body);
}
