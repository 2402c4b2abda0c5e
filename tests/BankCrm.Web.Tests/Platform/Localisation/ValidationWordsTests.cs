using BankCrm.Web.Platform.Localisation;
using FluentValidation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Web.Tests.Platform.Localisation;

public sealed class ValidationWordsTests
{
    public ValidationWordsTests() => new ServiceCollection().AddLanguages(new ConfigurationBuilder().Build());

    [Fact]
    public void Validators_speak_the_language_of_the_request()
    {
        using (new InLanguage(Languages.English))
        {
            Assert.Equal(["Please fill this in.", "Please use at most 3 characters; these are 4.", "Please choose one of the values offered."], Messages());
        }

        using (new InLanguage(Languages.SimplifiedChinese))
        {
            Assert.Equal(["请填写此项。", "最多可输入 3 个字符，当前为 4 个。", "请从给出的选项中选择。"], Messages());
        }
    }

    [Fact]
    public void So_do_their_own_sentences()
    {
        using (new InLanguage(Languages.SimplifiedChinese))
        {
            var rules = new InlineValidator<Note>();
            rules.RuleFor(n => n.Title).Must(_ => false).WithMessage("There is no such page");

            Assert.Equal("页面不存在", Assert.Single(rules.Validate(new Note("", "", default)).Errors).ErrorMessage);
        }
    }

    private static IEnumerable<string> Messages()
    {
        var rules = new InlineValidator<Note>();
        rules.RuleFor(n => n.Title).NotEmpty();
        rules.RuleFor(n => n.Text).MaximumLength(3);
        rules.RuleFor(n => n.Day).IsInEnum();
        return rules.Validate(new Note("", "long", (DayOfWeek)9)).Errors.Select(e => e.ErrorMessage);
    }

    private sealed record Note(string Title, string Text, DayOfWeek Day);
}
