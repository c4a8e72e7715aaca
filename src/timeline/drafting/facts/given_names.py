"""Common given names: a run of capitals that begins with one is most likely a person.

Names that are places, months, virtues or plain words as well are left out (Paris, Florence, June,
Grace, Chase): what is missing is told by the words around it, or not at all.
"""

from __future__ import annotations

from typing import Final

GIVEN_NAMES: Final[frozenset[str]] = frozenset(
    """
    aaron abdi abdul abdullah abigail abraham adam adel adrian ahmad ahmed aisha alan albert
    alejandra alejandro aleksandr alex alexander alexandra alexei alfred ali alice alison amanda
    amelia amina amir amy amélie ana anastasia anders andre andrea andreas andrei andrew andrzej
    andré andrés angel angela anita ann anna anne annette anthony antoine anton antonio antony
    arjun arne arthur ashley astrid barbara beatrice ben benjamin bernard bernie beth betty bill
    bob boris brad brandon brenda brian bruce bruno béatrice camille carl carla carlos carmen
    carol caroline carolyn catherine cecilia cesar charles charlie charlotte cheryl chris
    christian christina christine christopher cindy claire clara claudia claudio colin connie
    craig cristina curtis cynthia cécile céline dan daniel daniela darren dave david deborah debra
    denise dennis diana diane diego dieter dimitri dmitri dmitry donald donna doris dorothy doug
    douglas dwight ed eddie edgar eduardo edward edwin eileen elaine eleanor elena elizabeth ellen
    elsa emil emily emma emmanuel enrique eric erica erik ernest esther ethan eugene eva evan
    evelyn fatima felipe felix fernando fiona francesca francesco francis francisco francois frank
    frankie françois françoise fred frederick friedrich frédéric gabriel gabriela gail gary gavin
    gennady geoffrey george gerald gerard gerhard gianni gilbert giovanni giuseppe glenn gloria
    gordon graham greg gregory guillermo gustav gustavo hamid hannah hans harold harry hassan
    heather hector heidi heinrich helen helena helga henri henrietta henrik henry herbert herman
    hillary howard hugh hugo hussein hélène ian ibrahim ida ignacio igor ingrid irene irina isaac
    isabel isabella ivan jack jackie jacob jacqueline jacques jaime jake james jamie jan jane
    janet janice jason javier jean jeff jeffrey jennifer jeremy jerry jesse jessica jesus jill jim
    jimmy joan joanna joe joel johan johann johannes john johnny jon jonathan jorge jose josef
    joseph joshua josé joão juan juanita judith judy julia julian julie julio jun jérôme jörg
    jürgen karen karim karin karl karolina kate katherine kathleen kathryn kathy katie keith kelly
    kenji kenneth kevin khalid kim kirsten klaus konrad kristin krzysztof kurt kyle larry lars
    laura lauren laurence lawrence leah lee lena leo leon leonard leonid leroy leslie lewis liam
    linda lisa lois lorenzo lou louis louise luca lucas lucia lucy ludwig luigi luis luisa lukasz
    lydia lynn magdalena mahmoud manfred manuel marc marcel marcia marco marcos marcus margaret
    margarita maria marian marianne marie marina mario marion marjorie marko markus marta martha
    martin martín marvin mary maría mason mathias matt matteo matthew maureen maurice max megan
    melanie melissa michael michel michele michelle miguel mikael mike mikhail milan mohamed
    mohammad mohammed monica muhammad mustafa mónica nadia nancy naomi natalia natalie natasha
    nathan nathaniel neil nelson nicholas nick nicolas nicole nicolás nigel nikita nikolai nina
    noah nora norman olaf oleg olga oliver olivia omar oscar oskar otto owen pablo pamela patricia
    patrick paul paula pavel pedro peggy peter petra phil philip philippe phillip pia pierre piotr
    priya rachel rafael ralph ramon ramón randy raul ravi ray raymond raúl rebecca rene renee rené
    ricardo richard rick rita robert roberta roberto robin rodrigo roger roland roman ron ronald
    rosa rosemary roy ruben rudolf russell ruth ryan sally sam samantha samir samuel sandra sanjay
    sara sarah scott sean sebastian serge sergei sergey sergio seth sharon sheila shirley silvia
    simon sofia sonia sophia sophie stanislav stanley stefan stefano stella stephanie stephen
    steve steven stig stuart sue susan susanna sven svetlana sylvia sébastien søren tamara tanya
    tara ted teresa terry theodore theresa thomas thérèse tim timothy tina todd tom tomas tomás
    tony tracy troy ursula valerie vanessa vera veronica vicente victor viktor vincent vivian
    vladimir wade walter wanda warren wayne wendy werner wilhelm william wolfgang yasmin yolanda
    yuri yusuf yves zachary zoe zoltán álvaro ángel émile óscar
    """.split()
)
