using System.Text;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Infrastructure.DataQuality.Import;

internal static class Encodings
{
    /// <summary>What stands for bytes that are no letter of the encoding. No text contains it.</summary>
    public const char Undecodable = '\uFDD0';

    private static readonly DecoderReplacementFallback Marked = new(Undecodable.ToString());

    /// <summary>Reads on past bytes that are no letters, and marks their place.</summary>
    public static Encoding Of(ImportEncoding encoding, bool isBigEndian) => encoding switch
    {
        ImportEncoding.Utf8 => Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, Marked),
        ImportEncoding.Utf16 => Encoding.GetEncoding(isBigEndian ? "utf-16BE" : "utf-16", EncoderFallback.ReplacementFallback, Marked),
        ImportEncoding.Gb18030 => CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ReplacementFallback, Marked)!,
        ImportEncoding.Western => CodePagesEncodingProvider.Instance.GetEncoding(1252, EncoderFallback.ReplacementFallback, Marked)!,
        _ => CodePagesEncodingProvider.Instance.GetEncoding("big5", EncoderFallback.ReplacementFallback, Marked)!,
    };
}
