using BankCrm.Domain.Admin.Users;

namespace BankCrm.Domain.Tests.Admin;

public sealed class PasswordRulesTests
{
    private static readonly string[] Names = ["Zhao Min", "manager.north", "王丽", "North branch", "HQ", "N01"];

    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("四只红色的猫在屋顶上唱歌跳舞")]
    [InlineData("kettle-violin-oak-7")]
    [InlineData("tF9#vQ2!mZ8x")]
    public void Lets_pass_what_nobody_guesses(string password) => Assert.Null(PasswordRules.Check(PasswordRules.Normal(password), Names));

    [Theory]
    [InlineData("password1234")]
    [InlineData("Password2026!")]
    [InlineData("P@ssw0rd1234")]
    [InlineData("welcomewelcome")]
    [InlineData("WelcomeBeijing1")]
    [InlineData("woaini520520520")]
    [InlineData("qwertyuiop123")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("123456789012")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abcabcabcabc")]
    [InlineData("198001011980")]
    [InlineData("19800101 19800101")]
    public void Refuses_what_is_guessed_first(string password) => Assert.NotNull(PasswordRules.Check(PasswordRules.Normal(password), Names));

    [Theory]
    [InlineData("kettle Zhao-Min oak")]
    [InlineData("manager.north is me!")]
    [InlineData("kettle王丽violin-9")]
    [InlineData("my BankCrm violin 3")]
    public void Refuses_names_that_everybody_knows(string password) =>
        Assert.Equal("Leave out names: your own, your user name, those of the branch and the bank.", PasswordRules.Check(PasswordRules.Normal(password), Names)?.Sentence);

    [Fact]
    public void Asks_for_twelve_characters_and_takes_a_hundred_and_twenty_eight()
    {
        var long_ = string.Concat(Enumerable.Range(0, 64).Select(i => (char)('a' + (i * 7 % 26)) + "" + (char)('A' + (i * 5 % 26))));

        Assert.NotNull(PasswordRules.Check("tF9#vQ2!mZ8", Names));
        Assert.Null(PasswordRules.Check(long_, Names));
        Assert.NotNull(PasswordRules.Check(long_ + "x", Names));
    }

    [Fact]
    public void What_looks_the_same_is_the_same() => Assert.Equal(PasswordRules.Normal("ｋettle①"), PasswordRules.Normal("kettle1"));

    [Fact]
    public void Half_a_letter_is_no_password() => Assert.Null(PasswordRules.Normal("kettle\uD800violin"));

    [Fact]
    public void One_time_passwords_are_good_ones_and_differ()
    {
        var made = Enumerable.Range(0, 50).Select(_ => OneTimePassword.New()).ToList();

        Assert.Equal(50, made.Distinct().Count());
        Assert.All(made, password => Assert.Null(PasswordRules.Check(password, Names)));
    }
}
