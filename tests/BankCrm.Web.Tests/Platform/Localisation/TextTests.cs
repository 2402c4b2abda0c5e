using BankCrm.Domain.Common;
using BankCrm.Web.Platform.Localisation;

namespace BankCrm.Web.Tests.Platform.Localisation;

public sealed class TextTests
{
    private readonly Text text = new(Translations.Of(
        [("zh-Hans", "a.json", """{ "{0} results": "{0} 条结果", "Under way": "进行中", "Too long: {0}.": "过长：{0}。" }""")]));

    [Fact]
    public void Sentences_rules_and_values_are_said_in_the_language_of_the_request()
    {
        using (new InLanguage(Languages.SimplifiedChinese))
        {
            Assert.Equal("5 条结果", text["{0} results", 5]);
            Assert.Equal("过长：9。", text[new Fault("Too long: {0}.", 9)]);
            Assert.Equal("过长：9。", text[new RefusedException("Too long: {0}.", 9)]);
            Assert.Equal("进行中", text[State.Running]);
        }

        using (new InLanguage(Languages.English))
        {
            Assert.Equal("5 results", text["{0} results", 5]);
            Assert.Equal("Under way", text[State.Running]);
            Assert.Equal("Done", text[State.Done]);
        }
    }

    [Fact]
    public void Braces_are_only_places_where_something_is_given_for_them() => Assert.Equal("a {b}", text["a {b}"]);

    private enum State
    {
        [Means("Under way")] Running,
        Done,
    }
}
