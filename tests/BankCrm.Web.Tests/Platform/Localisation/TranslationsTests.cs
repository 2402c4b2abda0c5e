using BankCrm.Application.Platform;
using BankCrm.Web.Platform.Localisation;

namespace BankCrm.Web.Tests.Platform.Localisation;

public sealed class TranslationsTests
{
    [Fact]
    public void All_files_of_a_language_are_one()
    {
        var translations = Of("""{ "Save": "保存" }""", """{ "Open": "打开", "Save": "保存" }""");

        Assert.Equal("保存", translations.Translate("Save", Languages.SimplifiedChinese));
        Assert.Equal("打开", translations.Translate("Open", Languages.SimplifiedChinese));
        Assert.Equal("Open", translations.Translate("Open", Languages.English));
    }

    [Fact]
    public void Two_translations_of_one_sentence_stop_the_start()
    {
        var stopped = Assert.Throws<StartUpException>(() => Of("""{ "Save": "保存" }""", """{ "Save": "存盘" }"""));

        Assert.Contains("Save", stopped.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{ "Save": { "to": "保存" } }""")]
    [InlineData("""{ "Save": """)]
    public void A_file_that_is_no_flat_object_stops_the_start(string text) => Assert.Throws<StartUpException>(() => Of(text));

    [Fact]
    public void What_is_missing_shows_in_English_and_is_told_once()
    {
        var translations = Of("{}");
        var told = new List<string>();
        translations.Missing = (language, sentence) => told.Add($"{language} {sentence}");

        Assert.Equal("Save", translations.Translate("Save", Languages.SimplifiedChinese));
        Assert.Equal("Save", translations.Translate("Save", Languages.SimplifiedChinese));

        Assert.Equal("zh-Hans Save", Assert.Single(told));
    }

    [Fact]
    public void The_files_of_the_application_are_found() =>
        Assert.True(Translations.Of(typeof(Text).Assembly).Has("Customers", Languages.SimplifiedChinese));

    private static Translations Of(params string[] texts) => Translations.Of(texts.Select((text, i) => ("zh-Hans", $"{i}.json", text)));
}
