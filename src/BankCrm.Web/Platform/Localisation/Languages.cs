using System.Globalization;

namespace BankCrm.Web.Platform.Localisation;

/// <summary>A language of the pages. <paramref name="Name"/> is what its own readers call it; <paramref name="HtmlCode"/> is for browsers.</summary>
public sealed record Language(string Code, string Name, string HtmlCode)
{
    public CultureInfo Culture { get; } = CultureInfo.GetCultureInfo(Code);
}

public static class Languages
{
    public const string Cookie = "crm-lang";

    public static Language English { get; } = new("en", "English", "en");

    public static Language SimplifiedChinese { get; } = new("zh-Hans", "简体中文", "zh-CN");

    public static IReadOnlyList<Language> All { get; } = [English, SimplifiedChinese];

    /// <summary>The language of the page being written.</summary>
    public static Language Current => CultureInfo.CurrentUICulture.Name == SimplifiedChinese.Code ? SimplifiedChinese : English;

    public static Language? Find(string? code) => All.FirstOrDefault(l => l.Code == code);

    /// <summary>The language for a tag a browser sends ("zh-CN", "en-GB"). Traditional Chinese is read more easily than English.</summary>
    public static Language? Nearest(string tag) => tag.Split('-')[0].ToLowerInvariant() switch
    {
        "zh" => SimplifiedChinese,
        "en" => English,
        _ => null,
    };
}
