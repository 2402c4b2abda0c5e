using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Web.Platform.Hosting.Verbs;

/// <summary>How the command line says what a file is.</summary>
internal static class ImportWords
{
    public static ImportEncoding? Encoding(VerbContext context) => context.Given("encoding")?.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal) switch
    {
        null => null,
        "utf8" or "utf8sig" => ImportEncoding.Utf8,
        "utf16" or "utf16le" or "utf16be" => ImportEncoding.Utf16,
        "gb18030" or "gbk" or "gb2312" => ImportEncoding.Gb18030,
        "big5" => ImportEncoding.Big5,
        "windows1252" or "latin1" => ImportEncoding.Western,
        _ => throw new VerbException("--encoding is utf8, utf16, gb18030, big5 or windows1252."),
    };

    public static DateOrder? Dates(VerbContext context) => context.Given("dates") switch
    {
        null => null,
        "dmy" => DateOrder.DayFirst,
        "mdy" => DateOrder.MonthFirst,
        _ => throw new VerbException("--dates is dmy or mdy."),
    };

    public static DecimalSign? Decimals(VerbContext context) => context.Given("decimals") switch
    {
        null => null,
        "point" => DecimalSign.Point,
        "comma" => DecimalSign.Comma,
        _ => throw new VerbException("--decimals is point or comma."),
    };

    public static char? Delimiter(VerbContext context) => context.Given("delimiter") switch
    {
        null => null,
        "tab" or "\\t" => '\t',
        [var sign] when ImportLayout.Delimiters.Contains(sign) => sign,
        _ => throw new VerbException("--delimiter is one of , ; | ^ ~ or the word tab."),
    };
}
