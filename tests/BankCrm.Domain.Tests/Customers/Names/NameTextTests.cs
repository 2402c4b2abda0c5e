using BankCrm.Domain.Customers.Names;

namespace BankCrm.Domain.Tests.Customers.Names;

public sealed class NameTextTests
{
    [Theory]
    [InlineData("张伟明")]
    [InlineData("王𬭎")]
    [InlineData("䶮")]
    [InlineData("买买提江·玉素甫")]
    [InlineData("古丽巴哈尔・阿布都热合曼")]
    [InlineData("张 明志")]
    [InlineData("何　婷")]
    [InlineData("胡玉𬤊")]
    [InlineData("〇妙")]
    [InlineData("LEE WEI LIANG")]
    [InlineData("JEAN-PIERRE DUBOIS")]
    [InlineData("O'BRIEN SEAN")]
    [InlineData("José Ñandú Åsa Øster")]
    [InlineData("Nguyễn Thị Ánh")]
    [InlineData("Иванов Пётр")]
    [InlineData("محمد علي")]
    [InlineData("田中さくら")]
    [InlineData("김민수")]
    [InlineData("Henry Ⅷ")]
    public void Names_of_persons_everywhere_are_accepted(string name) => Assert.Null(NameText.CheckPerson(name));

    [Theory]
    [InlineData("360安全科技有限公司")]
    [InlineData("泰州瑞德物流合伙企业（有限合伙）")]
    [InlineData("Smith & Sons, Inc.")]
    [InlineData("7-Eleven")]
    public void Names_of_organisations_may_have_digits_and_signs(string name) => Assert.Null(NameText.CheckOrganisation(name));

    [Theory]
    [InlineData("", "Enter a name.")]
    [InlineData(" 　", "Enter a name.")]
    [InlineData("·", "A name has at least one letter. Compare it with the document.")]
    [InlineData("张伟3", "A person's name has no digits. Compare it with the document.")]
    [InlineData("张伟３", "A person's name has no digits. Compare it with the document.")]
    [InlineData("<b>张伟</b>", "A person's name has letters, spaces, dots, dashes and apostrophes only. Leave out other signs.")]
    [InlineData("鑳″啗", "This looks like a text that was damaged when it was copied or imported. Type the name again.")]
    [InlineData("寮犱紵", "This looks like a text that was damaged when it was copied or imported. Type the name again.")]
    [InlineData("鏄岀洓锛堟湁闄愶級", "This looks like a text that was damaged when it was copied or imported. Type the name again.")]
    [InlineData("锟斤拷", "This looks like a text that was damaged when it was copied or imported. Type the name again.")]
    [InlineData("JosÃ©", "This looks like a text that was damaged when it was copied or imported. Type the name again.")]
    [InlineData("ÕÅÎ°", "This looks like a text that was damaged when it was copied or imported. Type the name again.")]
    [InlineData("鐜嬫案鍥\uFFFD", "One letter was lost when the text was copied (it shows as a question mark in a box). Type it again.")]
    [InlineData("张\uE863", "The name contains a letter of a private font. Type it as the document prints it.")]
    [InlineData("张\0伟", "The text contains control characters. Type it again instead of pasting it.")]
    [InlineData("张\n伟", "This must be one line. Remove the line breaks.")]
    public void What_is_no_name_is_refused_with_what_to_do(string name, string sentence) =>
        Assert.Equal(sentence, NameText.CheckPerson(name)?.Sentence);

    [Fact]
    public void Length_is_counted_in_letters_not_in_places()
    {
        var rare = string.Concat(Enumerable.Repeat("𬭎", 100));

        Assert.Null(NameText.CheckPerson(rare));
        Assert.Equal("A name has at most {0} letters. Shorten it as the document does.", NameText.CheckPerson(new string('明', 101))?.Sentence);
    }

    [Theory]
    [InlineData("买买提江・玉素甫", "买买提江·玉素甫")]
    [InlineData("买买提江•玉素甫", "买买提江·玉素甫")]
    [InlineData("买买提江.玉素甫", "买买提江·玉素甫")]
    [InlineData("买买提江 · 玉素甫", "买买提江·玉素甫")]
    [InlineData("买买提江．玉素甫", "买买提江·玉素甫")]
    [InlineData(" 张　 明志 ", "张明志")]
    [InlineData("ＬＥＥ　Wei   Liang", "lee wei liang")]
    [InlineData("Jean-Pierre d'Été", "jean pierre dete")]
    [InlineData("J. Smith", "j smith")]
    [InlineData("Øster Groß Łódź Đặng", "oster gross lodz dang")]
    [InlineData("泰州瑞德物流合伙企业（有限合伙）", "泰州瑞德物流合伙企业有限合伙")]
    [InlineData("《", "")]
    [InlineData("一\uD800二", "一二")]
    public void For_comparing_names_are_written_alike(string name, string normalised) => Assert.Equal(normalised, NameText.Normalise(name));
}
