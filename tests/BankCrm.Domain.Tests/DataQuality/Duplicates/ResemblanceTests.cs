using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Customers.Names;
using BankCrm.Domain.DataQuality.Duplicates;

namespace BankCrm.Domain.Tests.DataQuality.Duplicates;

public sealed class ResemblanceTests
{
    private static readonly PersonFacts Zou = Person("邹秀珍", "zouxiuzhen", "1937-02-24", "320102193702249000", "13912345678", "江苏省南京市玄武区太平街297号安居苑27幢1单元2501室");

    [Fact]
    public void The_same_card_of_15_places_is_the_same_customer() =>
        Assert.True(Resemblance.Of(Person("梁丽", "liangli", "1953-12-01", "321023195312012194"), Person("梁丽", "liangli", "1953-12-01", "321023531201219")).IsSure);

    [Fact]
    public void A_place_mistyped_or_two_exchanged_are_still_the_same_customer()
    {
        var person = Person("王强", "wangqiang", "1983-10-25", "370306198310250449", "13712345678");

        Assert.True(Resemblance.Of(person, Person("王强", "wangqiang", "1983-10-25", "370306193810250449", "13712345678")).IsSure);
        Assert.True(Resemblance.Of(person, Person("王强", "wangqiang", "1983-10-25", "370306198310250441", "13712345678")).IsSure);
    }

    [Fact]
    public void Another_script_and_another_document_do_not_hide_them()
    {
        var permit = Zou with { Documents = [new("HongKongMacaoPermit CN", "H54565480")] };
        permit = permit with { Name = "鄒秀珍" };

        var found = Resemblance.Of(Zou, permit);

        Assert.True(found.IsSure);
        Assert.Contains(ResemblanceReason.NameSounds, found.Reasons);
    }

    [Fact]
    public void Namesakes_of_one_day_are_two_customers() =>
        Assert.False(Resemblance.Of(
            Person("王芳", "wangfang", "1962-07-20", "410621196207204974", "18805376341", "河南省鹤壁市浚县幸福路244号"),
            Person("王芳", "wangfang", "1962-07-20", "150525196207205455", "19309202412", "江苏省南京市浦口区太平街176号")).IsLikely);

    [Fact]
    public void Twins_are_two_customers_and_never_sure_without_their_documents()
    {
        var brother = Person("陈金义", "chenjinyi", "1951-11-19", "360723195111193579", "17873578868", "江西省赣州市大余县解放路1号");
        var sister = Person("陈金艳", "chenjinyan", "1951-11-19", "360723195111193560", "17873578868", "江西省赣州市大余县解放路1号");

        Assert.False(Resemblance.Of(brother with { Sex = Sex.Male }, sister with { Sex = Sex.Female }).IsLikely);
        Assert.False(Resemblance.Of(brother with { Documents = [] }, sister with { Documents = [] }).IsSure);
        Assert.False(Resemblance.Of(Twin("amelia ryan"), Twin("edward ryan")).IsSure);

        static PersonFacts Twin(string name) => Person(name, "", "1990-03-01", null, "13912345678", "35 sidaway street, avalon 3184");
    }

    [Fact]
    public void A_couple_shares_telephone_and_address_and_is_two_customers() =>
        Assert.False(Resemblance.Of(
            Person("朱敏", "zhumin", "1970-11-16", "440981197011162103", "13912345678", "广东省茂名市高州市府前路3号"),
            Person("林涛", "lintao", "1968-01-20", "440981196801207584", "13912345678", "广东省茂名市高州市府前路3号")).IsLikely);

    [Fact]
    public void A_renewed_passport_says_little_and_another_resident_number_much()
    {
        var passport = Zou with { Documents = [new("Passport CN", "E12345678")] };

        Assert.True(Resemblance.Of(passport, Zou with { Documents = [new("Passport CN", "G87654321")] }).IsSure);
        Assert.False(Resemblance.Of(Zou, Zou with { Documents = [DocumentFact.Of(IdentityDocumentKind.ResidentId, "CN", "320102193702248104")], Contacts = [] }).IsSure);
    }

    [Fact]
    public void What_is_not_known_counts_neither_way()
    {
        var bare = Person("邹秀珍", "zouxiuzhen", null, null);

        var found = Resemblance.Of(Zou, bare);

        Assert.Equal([ResemblanceReason.SameName], found.Reasons);
        Assert.False(found.IsLikely);
    }

    [Fact]
    public void Names_turned_round_day_and_month_exchanged_and_moved_house()
    {
        var found = Resemblance.Of(
            Person("maria garcia lopez", "", "1985-03-07", null, "+34612345678", "Calle Mayor 5, Madrid"),
            Person("garcia lopez maria", "", "1985-07-03", null, "+34612345678", "Avenida del Puerto 118, Valencia"));

        Assert.True(found.IsLikely);
        Assert.Contains(ResemblanceReason.NameTurned, found.Reasons);
        Assert.Contains(ResemblanceReason.BirthNear, found.Reasons);
        Assert.Contains(ResemblanceReason.AddressDiffers, found.Reasons);
    }

    [Fact]
    public void It_is_the_same_from_either_side()
    {
        var others = new[] { Zou, Person("张伟", "zhangwei", "1990-01-02", null, "13812345678"), Person("anna smith", "", "1990-02-01", null), Person("smith, ana", "", null, null) };
        foreach (var (a, b) in others.SelectMany(a => others.Select(b => (a, b))))
        {
            Assert.Equal(Resemblance.Of(a, b).Points, Resemblance.Of(b, a).Points, 9);
        }
    }

    [Fact]
    public void An_organisation_is_no_person() =>
        Assert.False(Resemblance.Of(Zou, Zou with { Kind = CustomerKind.Organisation, Documents = [] }).IsLikely);

    [Fact]
    public void Records_that_share_two_traits_meet()
    {
        var moved = Zou with { Addresses = [], Contacts = [], Documents = [] };

        Assert.Contains(BlockingKeys.Of(Zou).Select(k => k.Key), BlockingKeys.Of(moved).Where(k => k.Weight >= BlockingKeys.Enough).Select(k => k.Key).Contains);
        Assert.DoesNotContain(BlockingKeys.Of(Zou).Select(k => k.Key), BlockingKeys.Of(Person("张伟", "zhangwei", "1990-01-02", null)).Select(k => k.Key).Contains);
    }

    [Fact]
    public void The_score_is_50_where_it_becomes_likely()
    {
        Assert.Equal(50, new Resemblance(Resemblance.Likely, []).Score);
        Assert.InRange(new Resemblance(Resemblance.Sure, []).Score, 75, 85);
        Assert.Equal(0, new Resemblance(-30, []).Score);
    }

    private static PersonFacts Person(string name, string sound, string? born, string? resident, string? phone = null, string? address = null) => new(
        CustomerKind.Individual, NameText.Normalise(name), sound, "", born is null ? null : DateOnly.Parse(born, System.Globalization.CultureInfo.InvariantCulture), null,
        resident is null ? [] : [DocumentFact.Of(IdentityDocumentKind.ResidentId, "CN", resident)], phone is null ? [] : [phone],
        address is null ? [] : [new AddressFact(address)]);
}
