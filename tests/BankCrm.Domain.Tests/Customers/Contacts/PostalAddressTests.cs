using BankCrm.Domain.Customers.Contacts;

namespace BankCrm.Domain.Tests.Customers.Contacts;

public sealed class PostalAddressTests
{
    private static readonly PostalAddress Suzhou = new("CN", "江苏省", "苏州市", "吴中区", "育才街152号", "翠湖苑5幢4单元301室", "215100");
    private static readonly PostalAddress Albuquerque = new("US", "NM", "Albuquerque", "", "387 Wellington Ave.", "Unit 1", "47246");

    [Fact]
    public void It_prints_its_city_only()
    {
        Assert.Equal("苏州市", Suzhou.ToString());
        Assert.Equal("Albuquerque", $"{Albuquerque}");
        Assert.Equal("江苏省", (Suzhou with { City = "" }).ToString());
        Assert.Equal("CN", (Suzhou with { City = "", Province = "" }).ToString());
        Assert.Equal("\"Albuquerque\"", System.Text.Json.JsonSerializer.Serialize(Albuquerque));
    }

    [Fact]
    public void The_whole_is_written_in_the_order_of_the_country()
    {
        Assert.Equal("江苏省苏州市吴中区育才街152号翠湖苑5幢4单元301室 215100", Suzhou.Unmasked);
        Assert.Equal("上海市黄浦区中山东一路1号", new PostalAddress("CN", "上海市", "上海市", "黄浦区", "中山东一路1号", "", "").Unmasked);
        Assert.Equal("387 Wellington Ave., Unit 1, Albuquerque, NM 47246, US", Albuquerque.Unmasked);
        Assert.Equal("Unter den Linden 1, 10117 Berlin, DE", new PostalAddress("DE", "", "Berlin", "", "Unter den Linden 1", "", "10117").Unmasked);
        Assert.Equal("1 Yucai Street, Suzhou, Jiangsu, 215100", new PostalAddress("CN", "Jiangsu", "Suzhou", "", "1 Yucai Street", "", "215100").Unmasked);
    }

    [Fact]
    public void It_comes_back_from_the_store_as_it_was()
    {
        Assert.Equal(Suzhou, PostalAddress.FromStored(Suzhou.ToStored()));
        Assert.Equal(Albuquerque, PostalAddress.FromStored(Albuquerque.ToStored()));
        Assert.Throws<FormatException>(() => PostalAddress.FromStored("CN"));
    }

    [Fact]
    public void Trimmed_it_has_no_stray_spaces() =>
        Assert.Equal(Suzhou, new PostalAddress("ｃｎ", " 江苏省", "苏州市 ", "吴中区", " 育才街152号", "翠湖苑5幢4单元301室　", "２１５１００").Trimmed());

    [Fact]
    public void Right_addresses_are_accepted()
    {
        Assert.Null(Suzhou.Check());
        Assert.Null(Albuquerque.Check());
        Assert.Null((Albuquerque with { PostalCode = "47246-1234" }).Check());
        Assert.Null(new PostalAddress("GB", "", "London", "", "10 Downing Street", "", "SW1A 2AA").Check());
    }

    [Fact]
    public void A_wrong_address_is_refused_with_what_to_do()
    {
        Assert.Equal("Choose the country of the address.", (Suzhou with { Country = "XX" }).Check()?.Sentence);
        Assert.Equal("Enter the street and house number.", (Suzhou with { Line1 = " " }).Check()?.Sentence);
        Assert.Equal("This is no postal code of the country. Correct it or leave it empty.", (Suzhou with { PostalCode = "21510" }).Check()?.Sentence);
        Assert.Equal("This is no postal code of the country. Correct it or leave it empty.", (Albuquerque with { PostalCode = "4724" }).Check()?.Sentence);
        Assert.Equal("This must be one line. Remove the line breaks.", (Suzhou with { Line1 = "育才街152号\n\"后门\"" }).Check()?.Sentence);
        Assert.Equal("This is too long: at most {0} places.", (Suzhou with { City = new string('市', 101) }).Check()?.Sentence);
    }
}
